"""What of a player's claims can be true."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.modules.learning_progress.ranges import Range, credited, length, merged

LENGTH = 100_000
CLAIMS = st.lists(st.tuples(st.integers(-1000, LENGTH * 2), st.integers(-1000, LENGTH * 2)), max_size=30)


@pytest.mark.parametrize(
    ("several", "expected"),
    [
        ([[], []], []),
        ([[(0, 10)], [(10, 20)]], [(0, 20)]),
        ([[(0, 10)], [(11, 20)]], [(0, 10), (11, 20)]),
        ([[(5, 8)], [(0, 10)]], [(0, 10)]),
        ([[(20, 30), (0, 10)], [(5, 25)]], [(0, 30)]),
    ],
)
def test_together(several: list[list[Range]], expected: list[Range]) -> None:
    assert merged(*several) == expected


@pytest.mark.parametrize(
    ("claims", "budget", "expected"),
    [
        ([(0, 15_000)], 30_000, [(0, 15_000)]),
        ([(0, 150_000)], 30_000, [(0, 30_000)]),
        ([(0, 20_000), (50_000, 70_000)], 30_000, [(0, 20_000), (50_000, 60_000)]),
        ([(0, 15_000)], 0, []),
        ([(50, 20)], 30_000, []),
        ([(-500, 1000)], 30_000, [(0, 1000)]),
        ([(90_000, 110_000)], 30_000, [(90_000, LENGTH)]),
        ([(LENGTH, LENGTH + 5)], 30_000, []),
    ],
)
def test_no_more_than_there_was_time_for(claims: list[Range], budget: int, expected: list[Range]) -> None:
    assert credited(claims, budget_ms=budget, length_ms=LENGTH) == expected


@given(before=CLAIMS, claims=CLAIMS, budget=st.integers(0, 60_000))
def test_never_more_than_the_budget_and_never_less_than_before(
    before: list[Range], claims: list[Range], budget: int
) -> None:
    known = merged(credited(before, budget_ms=10**9, length_ms=LENGTH))
    granted = credited(claims, budget_ms=budget, length_ms=LENGTH)
    together = merged(known, granted)
    assert length(granted) <= budget
    assert length(known) <= length(together) <= min(LENGTH, length(known) + budget)
    assert all(end < start for (_, end), (start, _) in pairwise(together))
