"""The rule, case by case as the interpretation has it, and what holds of every case."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.clock import ZONE
from app.modules.prepaid.api import (
    Fault,
    Minor,
    Prepayment,
    Rates,
    Term,
    Units,
    Values,
    in_cooling_off,
    refund_of,
)
from tests.prepaid.table import CASES, PAID_AT, RATES, Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_table(case: Case) -> None:
    refund = refund_of(case.prepayment, RATES)
    assert (refund.refund_fen, refund.interest_fen) == (case.refund_fen, case.interest_fen)
    assert tuple(line.article for line in refund.lines) == case.articles
    assert refund.total_fen == case.refund_fen + case.interest_fen


def test_every_article_has_a_case() -> None:
    assert {article for case in CASES for article in case.articles} == {10, 14, 15, 16, 18, 19, 20, 22}


def test_lines_are_written_for_people() -> None:
    case = next(case for case in CASES if case.name == "商家关店，用了三节")
    texts = [(line.text, line.amount_fen) for line in refund_of(case.prepayment, RATES).lines]
    assert texts == [
        ("已使用部分按您实际购买的优惠价计算", 60_000),
        ("应退本金 = 预付款 − 已使用部分的价款", 140_000),
        ("利息：本金 ¥1400.00 × 3.00%（一年期贷款市场报价利率）× 100 天 ÷ 365 天", 1151),
    ]


@pytest.mark.parametrize(
    ("asked", "within"),
    [
        (datetime(2026, 3, 10, 15, 59, tzinfo=UTC), True),  # 23:59 of the seventh day in China
        (datetime(2026, 3, 10, 16, 0, tzinfo=UTC), False),  # and midnight
    ],
)
def test_the_seventh_day_ends_at_midnight_in_china(asked: datetime, *, within: bool) -> None:
    paid = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)  # midnight, the first minute of 3 March
    case = Prepayment(200_000, Units(20_000, 10, 0), paid, asked)
    assert in_cooling_off(case) is within


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Prepayment(-1, Values(100, 0), PAID_AT, PAID_AT),
        lambda: Prepayment(100, Values(100, 101), PAID_AT, PAID_AT),
        lambda: Prepayment(100, Values(100, -1), PAID_AT, PAID_AT),
        lambda: Prepayment(100, Units(0, 5, 6), PAID_AT, PAID_AT),
        lambda: Prepayment(100, Units(0, 0, 0), PAID_AT, PAID_AT),
        lambda: Prepayment(100, Values(100, 0), PAID_AT, PAID_AT - timedelta(seconds=1)),
        lambda: Prepayment(100, Term(PAID_AT, PAID_AT), PAID_AT, PAID_AT),
    ],
)
def test_what_cannot_be(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(ValueError, match=r"nothing|before it begins"):
        wrong()


moments = st.integers(0, 3 * 365 * 24).map(lambda hours: PAID_AT + timedelta(hours=hours))
units = st.integers(1, 200).flatmap(
    lambda bought: st.builds(Units, st.integers(0, 10**6), st.just(bought), st.integers(0, bought))
)
values = st.integers(1, 10**8).flatmap(lambda whole: st.builds(Values, st.just(whole), st.integers(0, whole)))
terms = st.builds(
    lambda begins, days: Term(PAID_AT + timedelta(days=begins), PAID_AT + timedelta(days=begins + days)),
    st.integers(-10, 60),
    st.integers(1, 800),
)
prepayments = st.builds(
    Prepayment,
    paid_fen=st.integers(0, 10**8),
    had=st.one_of(units, values, terms),
    paid_at=st.just(PAID_AT),
    asked_at=moments,
    fault=st.sampled_from(Fault),
    experienced_before=st.booleans(),
    minor=st.sampled_from([None, *Minor]),
)
rates = st.builds(Rates, st.integers(0, 2400), st.integers(0, 2400))


@given(prepayments, rates)
def test_between_nothing_and_what_was_paid(case: Prepayment, rates: Rates) -> None:
    refund = refund_of(case, rates)
    assert 0 <= refund.refund_fen <= case.paid_fen
    assert refund.interest_fen >= 0
    # Simple interest, and half a fen of rounding.
    days = (case.asked_at - case.paid_at).days + 1
    assert refund.interest_fen * 2 <= 2 * case.paid_fen * max(rates.lpr_bp, rates.deposit_bp) * days / 3_650_000 + 1


@given(prepayments, rates, st.integers(0, 50))
def test_who_has_had_more_gets_no_more(case: Prepayment, rates: Rates, more: int) -> None:
    match case.had:
        case Units(list_unit_fen, bought, used):
            further: Units | Values = Units(list_unit_fen, bought, min(bought, used + more))
        case Values(list_fen, used_list_fen):
            further = Values(list_fen, min(list_fen, used_list_fen + more * 1000))
        case Term():
            return
    before, after = refund_of(case, rates), refund_of(replace(case, had=further), rates)
    assert after.refund_fen <= before.refund_fen
    assert after.interest_fen <= before.interest_fen


@given(prepayments, rates)
def test_who_has_not_caused_it_gets_no_less(case: Prepayment, rates: Rates) -> None:
    own = refund_of(replace(case, fault=Fault.CONSUMER), rates).refund_fen
    assert all(refund_of(replace(case, fault=fault), rates).refund_fen >= own for fault in Fault)


@given(prepayments, rates)
def test_the_lines_lead_to_the_result(case: Prepayment, rates: Rates) -> None:
    refund = refund_of(case, rates)
    amounts = {line.article: line.amount_fen for line in refund.lines if line.amount_fen is not None}
    assert amounts[15] == refund.refund_fen
    assert amounts.get(16, 0) == refund.interest_fen
    deducted = [fen for article, fen in amounts.items() if article in {10, 18, 19, 20, 22}]
    assert deducted[-1] == case.paid_fen - refund.refund_fen


@given(st.integers(0, 10**8), st.integers(1, 800))
def test_a_term_loses_every_day_the_same(paid_fen: int, days: int) -> None:
    """To the fen, and nothing is left at its end."""
    begins = PAID_AT.astimezone(ZONE)
    term = Term(begins, begins + timedelta(days=days))

    def left(day: int) -> int:
        case = Prepayment(
            paid_fen, term, PAID_AT, PAID_AT + timedelta(days=day), Fault.MERCHANT, experienced_before=True
        )
        return refund_of(case, RATES).refund_fen

    steps = [left(day) - left(day + 1) for day in range(0, days, max(1, days // 10))]
    assert max(steps) - min(steps) <= 1
    assert (left(0), left(days), left(days + 9)) == (paid_fen, 0, 0)
