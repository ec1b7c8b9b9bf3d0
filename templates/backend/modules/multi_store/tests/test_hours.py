"""When a store is open."""

from datetime import datetime

import pytest

from app.core.clock import ZONE
from app.modules.multi_store.hours import Hours, words

DAY = [["09:00", "12:00"], ["13:00", "18:00"]]
WEEKDAYS = [DAY] * 5 + [[], []]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-23T08:59", False),  # a Monday
        ("2026-11-23T09:00", True),
        ("2026-11-23T12:00", False),
        ("2026-11-23T17:59", True),
        ("2026-11-23T18:00", False),
        ("2026-11-28T10:00", False),
    ],
)
def test_by_the_weekday(moment: str, is_open: bool) -> None:  # noqa: FBT001  # a parameter of the test
    assert Hours(WEEKDAYS, {}).is_open(at(moment)) is is_open


def test_exceptions_come_first() -> None:
    hours = Hours(WEEKDAYS, {"2026-11-23": [], "2026-11-28": [["10:00", "16:00"]]})
    assert not hours.is_open(at("2026-11-23T10:00"))
    assert hours.is_open(at("2026-11-28T10:00"))


def test_past_midnight() -> None:
    bar = Hours([[["18:00", "02:00"]]] * 7, {"2026-11-24": []})
    assert bar.is_open(at("2026-11-23T23:59"))
    assert bar.is_open(at("2026-11-24T01:59"))
    assert not bar.is_open(at("2026-11-24T02:00"))
    assert not bar.is_open(at("2026-11-24T19:00"))


def test_all_day() -> None:
    always = Hours([[["00:00", "24:00"]]] * 7, {})
    assert always.is_open(at("2026-11-23T00:00"))
    assert always.is_open(at("2026-11-23T23:59"))
    assert always.changes_at(at("2026-11-23T12:00")) is None


def test_in_chinas_time_wherever_the_server_is() -> None:
    assert Hours(WEEKDAYS, {}).is_open(datetime.fromisoformat("2026-11-23T01:30:00+00:00"))


@pytest.mark.parametrize(
    ("moment", "changes"),
    [
        ("2026-11-23T10:00", "2026-11-23T12:00"),
        ("2026-11-23T12:30", "2026-11-23T13:00"),
        ("2026-11-27T19:00", "2026-11-30T09:00"),
    ],
)
def test_when_that_changes(moment: str, changes: str) -> None:
    assert Hours(WEEKDAYS, {}).changes_at(at(moment)) == at(changes)


def test_never_open_never_changes() -> None:
    assert Hours([[]] * 7, {}).changes_at(at("2026-11-23T10:00")) is None


def test_in_words() -> None:
    assert (words(DAY), words([])) == ("09:00–12:00、13:00–18:00", "休息")
