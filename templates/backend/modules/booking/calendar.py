"""From schedules and closures to the times that can be booked: plain values in, plain values out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.core.clock import ZONE
from app.modules.booking.models import MINUTES, Closure, Schedule

_TIME = re.compile(r"(\d{1,2}):([0-5]\d)")


@dataclass(frozen=True)
class Opening:
    starts_at: datetime
    ends_at: datetime
    capacity: int
    price_fen: int


def day_of(moment: datetime) -> date:
    """The business's own day."""
    return moment.astimezone(ZONE).date()


def midnight(day: date) -> datetime:
    """When it begins."""
    return datetime.combine(day, time(), ZONE)


def minute_text(minute: int) -> str:
    """540 is 09:00."""
    return f"{minute // 60:02}:{minute % 60:02}"


def minute_typed(text: str) -> int:
    """09:00 is 540, and 24:00 the day's end. Raises ValueError, with words for staff."""
    match = _TIME.fullmatch(text.strip().replace("：", ":"))
    minute = int(match[1]) * 60 + int(match[2]) if match else MINUTES + 1
    if minute > MINUTES:
        raise ValueError(f"{text} 不是时间，如 09:00")
    return minute


def openings(day: date, schedules: Iterable[Schedule], closures: Sequence[Closure]) -> list[Opening]:
    """The day's, in order. A slot that a closure touches is not one; what is left of a schedule that is too short for
    one more is lost.
    """
    of_day = [one for one in schedules if one.on_day == day or one.weekday == day.weekday()]
    found = [opening for schedule in of_day for opening in _cut(day, schedule)]
    return sorted(
        (one for one in found if not any(touches(closure, one) for closure in closures)), key=lambda one: one.starts_at
    )


def _cut(day: date, schedule: Schedule) -> Iterator[Opening]:
    length, start = timedelta(minutes=schedule.slot_minutes), midnight(day)
    last = schedule.to_minute - schedule.slot_minutes
    for minute in range(schedule.from_minute, last + 1, schedule.slot_minutes):
        starts_at = start + timedelta(minutes=minute)
        yield Opening(starts_at, starts_at + length, schedule.capacity, schedule.price_fen)


def touches(closure: Closure, opening: Opening) -> bool:
    return closure.starts_at < opening.ends_at and opening.starts_at < closure.ends_at


def clash(one: Schedule, other: Schedule) -> bool:
    """Whether both would have the resource at the same time: on a day that both are for."""
    if one.on_day and other.on_day:
        same_day = one.on_day == other.on_day
    elif one.on_day or other.on_day:
        day = one.on_day or other.on_day
        same_day = day is not None and day.weekday() in (one.weekday, other.weekday)
    else:
        same_day = one.weekday == other.weekday
    return same_day and one.from_minute < other.to_minute and other.from_minute < one.to_minute
