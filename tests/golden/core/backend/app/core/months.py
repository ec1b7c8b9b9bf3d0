import calendar
from datetime import datetime


def months_later(moment: datetime, months: int) -> datetime:
    """The same time of the same day so many months later (before, when negative).

    It is the month's last day where it has no such day.
    """
    years, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + years, month + 1
    return moment.replace(year=year, month=month, day=min(moment.day, calendar.monthrange(year, month)[1]))
