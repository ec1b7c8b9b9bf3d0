"""From schedules and closures to times, and time in cells."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.core.clock import ZONE
from app.modules.booking.calendar import clash, midnight, minute_text, minute_typed, openings
from app.modules.booking.cells import cells
from app.modules.booking.models import Closure, Schedule
from tests.booking.factory import NINE, TUESDAY, TWELVE, line

MONDAY = date(2026, 11, 23)
HOUR = timedelta(hours=1)


def schedule(**more: object) -> Schedule:
    return Schedule(resource_id=1, **line(**more).model_dump())


def closed(first: float, last: float) -> Closure:
    """From the hour `first` to the hour `last` of Monday."""
    start = midnight(MONDAY)
    return Closure(starts_at=start + HOUR * first, ends_at=start + HOUR * last, reason="开会")


def times(*schedules: Schedule, day: date = MONDAY, closures: tuple[Closure, ...] = ()) -> list[str]:
    return [f"{one.starts_at.astimezone(ZONE):%H:%M}" for one in openings(day, schedules, closures)]


def test_a_morning_in_quarters() -> None:
    found = times(schedule())
    assert (found[0], found[-1], len(found)) == ("09:00", "11:45", 12)
    assert times(schedule(), day=TUESDAY) == []


def test_what_is_too_short_for_one_more_is_lost() -> None:
    assert times(schedule(slot_minutes=50)) == ["09:00", "09:50", "10:40"]
    assert times(schedule(slot_minutes=180)) == ["09:00"]


def test_one_day_alone() -> None:
    only = schedule(weekday=None, on_day=TUESDAY, slot_minutes=60)
    assert times(only) == []
    assert times(only, schedule(), day=TUESDAY) == ["09:00", "10:00", "11:00"]


def test_a_closure_takes_what_it_touches() -> None:
    morning = schedule(slot_minutes=60)
    assert times(morning, closures=(closed(10, 11),)) == ["09:00", "11:00"]
    assert times(morning, closures=(closed(9.5, 10.5),)) == ["11:00"]
    assert times(morning, closures=(closed(0, 24),)) == []
    assert times(morning, closures=(closed(12, 13), closed(8, 9))) == ["09:00", "10:00", "11:00"]


def test_they_come_in_order() -> None:
    assert times(schedule(from_minute=TWELVE, to_minute=TWELVE + 60, slot_minutes=60), schedule(slot_minutes=60)) == [
        "09:00",
        "10:00",
        "11:00",
        "12:00",
    ]


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ({}, {}, True),
        ({}, {"from_minute": TWELVE, "to_minute": TWELVE + 60}, False),
        ({}, {"from_minute": NINE - 60, "to_minute": NINE}, False),
        ({}, {"weekday": 1}, False),
        ({}, {"weekday": None, "on_day": "2026-11-30"}, True),
        ({}, {"weekday": None, "on_day": "2026-12-01"}, False),
        ({"weekday": None, "on_day": "2026-11-30"}, {"weekday": None, "on_day": "2026-11-30"}, True),
        ({"weekday": None, "on_day": "2026-11-30"}, {"weekday": None, "on_day": "2026-12-07"}, False),
    ],
)
def test_two_at_a_time(one: dict[str, object], other: dict[str, object], *, both: bool) -> None:
    assert clash(schedule(**one), schedule(**other)) is both
    assert clash(schedule(**other), schedule(**one)) is both


@pytest.mark.parametrize(("text", "minute"), [("09:00", 540), ("9:05", 545), (" 24:00 ", 1440), ("12：30", 750)])
def test_times_as_typed(text: str, minute: int) -> None:
    assert minute_typed(text) == minute
    assert minute_typed(minute_text(minute)) == minute


@pytest.mark.parametrize("text", ["", "9", "24:05", "12:60", "x", "9:5"])
def test_no_times(text: str) -> None:
    with pytest.raises(ValueError, match="不是时间"):
        minute_typed(text)


def test_cells_meet_exactly_where_times_do() -> None:
    nine = datetime(2026, 11, 23, 1, tzinfo=UTC)
    quarter = timedelta(minutes=15)
    first, second = cells(nine, nine + quarter), cells(nine + quarter, nine + 2 * quarter)
    assert len(first) == 3
    assert not set(first) & set(second)
    assert set(cells(nine + timedelta(minutes=14), nine + quarter)) <= set(first)
    assert set(cells(nine + timedelta(minutes=14), nine + timedelta(minutes=16))) & set(second)
