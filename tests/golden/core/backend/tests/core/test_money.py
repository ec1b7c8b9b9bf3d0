"""Money is whole fen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.money import allocate, fen_from_yuan, yuan_text


@pytest.mark.parametrize(("yuan", "fen"), [("12.50", 1250), ("0.01", 1), ("100", 10000), ("-3.2", -320), ("0.1", 10)])
def test_yuan_to_fen(yuan: str, fen: int) -> None:
    assert fen_from_yuan(yuan) == fen


@pytest.mark.parametrize("yuan", ["0.001", "1.005", "twelve", "", "NaN", "Infinity", "1,000"])
def test_no_amount(yuan: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        fen_from_yuan(yuan)


@pytest.mark.parametrize(("fen", "text"), [(1250, "¥12.50"), (5, "¥0.05"), (-5, "-¥0.05"), (0, "¥0.00")])
def test_text(fen: int, text: str) -> None:
    assert yuan_text(fen) == text


@given(fen=st.integers(-(10**12), 10**12))
def test_there_and_back(fen: int) -> None:
    assert fen_from_yuan(yuan_text(fen).replace("¥", "")) == fen


class TestAllocate:
    @given(total=st.integers(0, 10**9), weights=st.lists(st.integers(0, 10**9), min_size=1, max_size=30))
    def test_nothing_is_lost_and_shares_are_fair(self, total: int, weights: list[int]) -> None:
        parts = allocate(total, weights)

        assert sum(parts) == total
        shares = weights if any(weights) else [1] * len(weights)
        whole = sum(shares)
        assert all(abs(part * whole - total * share) < whole for part, share in zip(parts, shares, strict=True))

    def test_by_example(self) -> None:
        assert allocate(100, [1, 1, 1]) == [34, 33, 33]
        assert allocate(100, [0, 3, 0]) == [0, 100, 0]
        assert allocate(5, [0, 0]) == [3, 2]

    @pytest.mark.parametrize(("total", "weights"), [(-1, [1]), (1, []), (1, [1, -1])])
    def test_refused(self, total: int, weights: list[int]) -> None:
        with pytest.raises(ValueError, match="split"):
            allocate(total, weights)
