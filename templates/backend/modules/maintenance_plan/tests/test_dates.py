from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.modules.maintenance_plan.dates import after, later

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("first", "every", "unit", "day", "expected"),
    [
        (date(2026, 1, 31), 1, "month", date(2026, 1, 31), date(2026, 2, 28)),
        (date(2026, 1, 31), 1, "month", date(2026, 2, 28), date(2026, 3, 31)),
        (date(2026, 1, 31), 3, "month", date(2026, 12, 1), date(2027, 1, 31)),
        (date(2026, 1, 5), 1, "week", date(2026, 3, 1), date(2026, 3, 2)),
        (date(2026, 1, 5), 90, "day", date(2026, 1, 5), date(2026, 4, 5)),
        (date(2026, 5, 1), 1, "month", date(2026, 1, 1), date(2026, 5, 1)),
    ],
)
def test_the_next_date(first: date, every: int, unit: str, day: date, expected: date) -> None:
    assert after(first, every, unit, day) == expected


@given(DAYS, st.integers(1, 40), st.sampled_from(["day", "week", "month"]), DAYS)
def test_it_is_the_first_one_after_the_day(first: date, every: int, unit: str, day: date) -> None:
    """As one finds it who goes through them all."""
    times = 0
    while (found := later(first, every, unit, times)) <= day:
        times += 1
    assert after(first, every, unit, day) == found
