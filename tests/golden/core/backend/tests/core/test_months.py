from datetime import UTC, datetime

import pytest

from app.core.months import months_later


@pytest.mark.parametrize(
    ("moment", "months", "later"),
    [
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2027, 8, 31), 6, (2028, 2, 29)),
        ((2026, 12, 1), 1, (2027, 1, 1)),
        ((2026, 3, 15), 24, (2028, 3, 15)),
        ((2026, 3, 31), -1, (2026, 2, 28)),
        ((2026, 1, 15), -12, (2025, 1, 15)),
        ((2026, 1, 15), -1, (2025, 12, 15)),
    ],
)
def test_months_later(moment: tuple[int, int, int], months: int, later: tuple[int, int, int]) -> None:
    assert months_later(datetime(*moment, 8, 30, tzinfo=UTC), months) == datetime(*later, 8, 30, tzinfo=UTC)
