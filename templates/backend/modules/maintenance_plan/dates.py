"""When the next one is due."""

from datetime import date, datetime, time, timedelta

from app.core import clock
from app.core.clock import ZONE
from app.core.months import months_later

UNITS = {"day": "天", "week": "周", "month": "个月"}


def day_of(moment: datetime) -> date:
    """Of the workshop's own calendar."""
    return moment.astimezone(ZONE).date()


def today() -> date:
    return day_of(clock.now())


def later(day: date, every: int, unit: str, times: int = 1) -> date:
    """The 31st of a month that has none is its last day, and the 31st again a month later."""
    if unit == "month":
        return months_later(datetime.combine(day, time(), ZONE), every * times).date()
    return day + timedelta(days=every * times * (7 if unit == "week" else 1))


def after(first: date, every: int, unit: str, day: date) -> date:
    """The first date of the rhythm that is later than `day`: what was missed meanwhile is not made up for."""
    if day < first:
        return first
    longest = {"day": 1, "week": 7, "month": 31}[unit] * every
    times = (day - first).days // longest  # of the longest months: never too many
    while later(first, every, unit, times) <= day:
        times += 1
    return later(first, every, unit, times)


def end_of(day: date) -> datetime:
    """An order for this day is overdue when it is over."""
    return datetime.combine(day + timedelta(days=1), time(), ZONE)
