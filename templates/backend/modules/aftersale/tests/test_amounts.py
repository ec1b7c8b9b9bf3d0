"""To the fen: whatever the steps, together they are what was paid."""

from hypothesis import given
from hypothesis import strategies as st

from app.modules.aftersale import amounts
from app.modules.aftersale.balance import Books
from app.modules.aftersale.models import FreightBalance, LineBalance
from tests.types import Configure


def line(total_fen: int, bought: int, had: int = 0, refunded_fen: int = 0) -> LineBalance:
    return LineBalance(
        line_id=1,
        order_id=1,
        bought=bought,
        total_fen=total_fen,
        open_quantity=0,
        refunded_quantity=had,
        refunded_fen=refunded_fen,
    )


def books(*lines: LineBalance, freight_fen: int = 0) -> Books:
    numbered = dict(enumerate(lines, start=1))
    return Books(numbered, FreightBalance(order_id=1, total_fen=freight_fen, refunded_fen=0))


@given(st.integers(0, 10**7), st.lists(st.integers(1, 20), min_size=1, max_size=8))
def test_the_sum_always_closes(total_fen: int, steps: list[int]) -> None:
    pieces = sum(steps)
    had = given_back = 0
    for step in steps:
        part = amounts.share(total_fen, pieces, had + step) - amounts.share(total_fen, pieces, had)
        assert part >= 0
        had, given_back = had + step, given_back + part
    assert given_back == total_fen


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=6), st.integers(0, 10**5), st.integers(0, 10**7))
def test_less_is_divided_and_nothing_gets_more(fens: list[int], freight_fen: int, limit: int) -> None:
    whole = amounts.Amount(dict(enumerate(fens)), freight_fen)
    part = whole.limited(limit)
    assert part.total_fen == min(limit, whole.total_fen)
    assert all(0 <= part.by_line[line_id] <= fen for line_id, fen in whole.by_line.items())
    assert 0 <= part.freight_fen <= freight_fen
    assert part.freight_fen == 0 or part.goods_fen == whole.goods_fen


def test_three_for_a_hundred() -> None:
    assert [amounts.share(100, 3, pieces) for pieces in range(4)] == [0, 33, 67, 100]


def test_never_more_than_is_left(configure: Configure) -> None:
    configure("aftersale", freight_unsent=True, freight_sent="never")
    given_back = line(1000, 2, refunded_fen=800)
    assert amounts.most(books(given_back), "shipped", {1: 1}, merchant_fault=False).total_fen == 200


def freight(status: str, *, fault: bool) -> int:
    """What goes back of 8 yuan with everything; never with less than everything."""
    order = books(line(1000, 2), line(500, 1), freight_fen=800)
    assert amounts.most(order, status, {1: 1, 2: 1}, merchant_fault=fault).freight_fen == 0
    return amounts.most(order, status, {1: 2, 2: 1}, merchant_fault=fault).freight_fen


def test_freight_of_what_was_never_sent(configure: Configure) -> None:
    assert [freight(status, fault=False) for status in ("paid", "to_ship")] == [800, 800]
    configure("aftersale", freight_unsent=False)
    assert freight("paid", fault=True) == 0


def test_freight_of_what_was_sent(configure: Configure) -> None:
    assert [freight("shipped", fault=fault) for fault in (False, True)] == [0, 800]
    configure("aftersale", freight_sent="never")
    assert freight("completed", fault=True) == 0
    configure("aftersale", freight_sent="always")
    assert freight("completed", fault=False) == 800
