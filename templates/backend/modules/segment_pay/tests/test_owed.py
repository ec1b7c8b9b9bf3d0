"""How much goes back, case by case, with the article (法释〔2025〕4号) that each follows."""

from datetime import timedelta

import pytest

from app.core import clock
from app.modules.segment_pay.owed import Bought, Owed, owed

WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("paid", "listed", "days", "lessons", "learned", "by_learner", "expected"),
    [
        # 14: within seven days, not begun: all of it, whosever the reason
        (9900, 9900, 0, 10, 0, True, Owed(0, 9900, in_full=True)),
        (9900, 19900, 7, 10, 0, True, Owed(0, 9900, in_full=True)),
        # 15: later, or begun: paid less used
        (9900, 9900, 8, 10, 0, True, Owed(0, 9900, in_full=False)),
        (10000, 10000, 1, 10, 2, True, Owed(2000, 8000, in_full=False)),
        (10000, 10000, 30, 10, 10, True, Owed(10000, 0, in_full=False)),
        # 18: not the learner's reasons: at the price that was paid
        (10000, 20000, 30, 10, 3, False, Owed(3000, 7000, in_full=False)),
        # 19: the learner's reasons: at the full price, never more than was paid
        (10000, 20000, 30, 10, 3, True, Owed(6000, 4000, in_full=False)),
        (10000, 20000, 30, 10, 7, True, Owed(10000, 0, in_full=False)),
        # to the fen, in favour of who gets it back
        (9999, 9999, 30, 7, 1, True, Owed(1428, 8571, in_full=False)),
        # a course that lost its lessons, and one that was free in the end
        (9900, 9900, 30, 0, 0, True, Owed(0, 9900, in_full=False)),
        (9900, 9900, 30, 3, 5, True, Owed(9900, 0, in_full=False)),
        (0, 9900, 30, 3, 1, True, Owed(0, 0, in_full=False)),
    ],
)
def test_owed(  # noqa: PLR0917  # a table
    paid: int,
    listed: int,
    days: int,
    lessons: int,
    learned: int,
    by_learner: bool,  # noqa: FBT001  # a column
    expected: Owed,
) -> None:
    now = clock.now()
    bought = Bought(paid, listed, now - timedelta(days=days), lessons, learned)
    assert owed(bought, by_learner=by_learner, at=now, cooling_off=WEEK) == expected
    assert expected.used_fen + expected.owed_fen == paid
