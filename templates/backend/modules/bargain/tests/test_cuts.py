"""The cuts lead exactly to the floor, whatever they are drawn from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.modules.bargain.cuts import cuts_of


@given(seed=st.text(max_size=20), helps=st.integers(1, 200), more=st.integers(0, 10_000_000))
def test_to_the_fen(seed: str, helps: int, more: int) -> None:
    cuts = cuts_of(seed, helps + more, helps)
    assert (len(cuts), sum(cuts)) == (helps, helps + more)
    assert min(cuts) >= 1


@given(seed=st.text(max_size=20), helps=st.integers(2, 200))
def test_none_is_very_much_larger(seed: str, helps: int) -> None:
    cuts = cuts_of(seed, 1_000_000, helps)
    assert max(cuts) <= 3 * min(cuts) + 3


def test_the_same_from_the_same_seed() -> None:
    assert cuts_of("a", 4800, 3) == cuts_of("a", 4800, 3)
    assert len({tuple(cuts_of(seed, 4800, 3)) for seed in "abcdefgh"}) > 1


def test_not_a_fen_for_each() -> None:
    with pytest.raises(ValueError, match="cannot be cut"):
        cuts_of("a", 2, 3)
