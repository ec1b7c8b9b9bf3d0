"""The arithmetic: what comes off, and where, to the fen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contracts.pricing import PriceLine
from app.modules.coupon import terms
from app.modules.coupon.models import CouponTarget, CouponTemplate

prices = st.lists(st.tuples(st.integers(1, 10**7), st.integers(1, 99)), min_size=1, max_size=12)


def lines_of(*unit_fen: int) -> tuple[PriceLine, ...]:
    return tuple(PriceLine(place, place, 1, fen) for place, fen in enumerate(unit_fen, start=1))


def amount(fen: int, **fields: object) -> CouponTemplate:
    return CouponTemplate(
        **{"name": "券", "kind": "amount", "scope": "all", "amount_fen": fen, "threshold_fen": 0} | fields
    )


def percent(off: int, **fields: object) -> CouponTemplate:
    return CouponTemplate(
        **{"name": "券", "kind": "percent", "scope": "all", "percent_off": off, "threshold_fen": 0} | fields
    )


coupons = st.one_of(
    st.builds(amount, st.integers(1, 10**8)),
    st.builds(percent, st.integers(1, 99), cap_fen=st.none() | st.integers(1, 10**6)),
)


@given(coupons, prices)
def test_the_parts_add_up_to_the_discount_exactly(template: CouponTemplate, bought: list[tuple[int, int]]) -> None:
    lines = tuple(PriceLine(place, place, many, fen) for place, (fen, many) in enumerate(bought))
    basis = terms.basis_of(template, lines, {})
    if terms.why_not(template, basis):
        return
    after = terms.applied(template, lines, basis)
    off = terms.discount_of(template, sum(basis))
    assert sum(line.total_fen for line in lines) - sum(line.total_fen for line in after) == off > 0
    assert all(line.total_fen >= 0 for line in after)
    assert all(part.amount_fen < 0 for line in after for part in line.adjustments)


def test_fixed_amount_takes_off_the_amount_and_not_the_rest() -> None:
    """Seen elsewhere: the price became the amount, since the discount was base minus amount."""
    assert terms.discount_of(amount(1000), 6800) == 1000


def test_never_below_nothing() -> None:
    assert terms.discount_of(amount(1000), 999) == 999


@pytest.mark.parametrize(
    ("off", "cap", "basis", "expected"),
    [(15, None, 6800, 1020), (15, 1000, 6800, 1000), (15, 1021, 6800, 1020), (1, None, 199, 1), (99, None, 1, 0)],
)
def test_percentage_is_rounded_down_and_capped(off: int, cap: int | None, basis: int, expected: int) -> None:
    assert terms.discount_of(percent(off, cap_fen=cap), basis) == expected


def test_largest_remainder_gets_the_fen_left_over() -> None:
    after = terms.applied(amount(100), lines_of(100, 100, 100), [100, 100, 100])
    assert [line.total_fen for line in after] == [66, 67, 67]


def test_lines_outside_the_scope_keep_their_price() -> None:
    template = amount(100, scope="spu", targets=[CouponTarget(spu_id=2)])
    lines = lines_of(500, 300)
    basis = terms.basis_of(template, lines, {})
    assert basis == [0, 300]
    assert [line.total_fen for line in terms.applied(template, lines, basis)] == [500, 200]


def test_only_goods_in_scope_reach_the_threshold() -> None:
    template = amount(100, scope="spu", targets=[CouponTarget(spu_id=2)], threshold_fen=400)
    assert terms.why_not(template, terms.basis_of(template, lines_of(500, 300), {})) == "还差 ¥1.00 可用"
    assert terms.why_not(template, [0, 400]) is None
    assert terms.why_not(template, [0, 0]) == terms.NO_SCOPE


def test_too_little_to_take_anything_off() -> None:
    assert terms.why_not(percent(1), [99]) == "金额太小，无法优惠"


@pytest.mark.parametrize(("fold", "off"), [("8.5", 15), ("8", 20), ("0.1", 99), ("9.9", 1)])
def test_what_customers_call_a_percentage(fold: str, off: int) -> None:
    assert terms.percent_off_at(fold) == off


@pytest.mark.parametrize("fold", ["0", "10", "8.55", "-1", "八", "NaN", "Infinity", ""])
def test_what_is_no_percentage(fold: str) -> None:
    with pytest.raises(ValueError, match=fold or "^$"):
        terms.percent_off_at(fold)


@pytest.mark.parametrize(
    ("template", "words"),
    [
        (amount(2000, threshold_fen=10000), "满 ¥100.00 减 ¥20.00"),
        (amount(2000), "立减 ¥20.00"),
        (percent(15, cap_fen=3000), "8.5 折，最多减 ¥30.00"),
        (percent(20), "8 折"),
        (percent(95), "0.5 折"),
    ],
)
def test_in_words(template: CouponTemplate, words: str) -> None:
    assert terms.worth_text(template) == words
