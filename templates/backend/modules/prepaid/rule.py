"""What goes back of money paid beforehand, by 法释〔2025〕4号, the Supreme People's Court on prepaid consumption.

To the fen: what is deducted is rounded down, so that a fraction is the customer's; interest is rounded half up. It is
simple, by days from that of the payment to that of the question, 365 to the year. Days are those of China.
"""

from datetime import date, datetime, timedelta
from typing import Final

from app.core.clock import ZONE
from app.core.money import yuan_text
from app.modules.prepaid.cases import Fault, Line, Minor, Prepayment, Rates, Refund, Term, Units, Values

COOLING_OFF_DAYS: Final = 7
DAYS_A_YEAR: Final = 365
BP: Final = 10_000


def refund_of(case: Prepayment, rates: Rates) -> Refund:
    """Never more than was paid, never less than nothing: nobody owes more because he asks (article 20)."""
    deducted_fen, lines = _deducted(case)
    refund_fen = case.paid_fen - deducted_fen
    lines = (*lines, Line(15, "应退本金 = 预付款 − 已使用部分的价款", refund_fen))
    if in_cooling_off(case):
        within = Line(14, "付款后七日内申请，无需理由；退还预付款本金")
        return Refund(refund_fen, 0, (within, *lines))
    interest_fen, line = _interest(case, refund_fen, rates)
    return Refund(refund_fen, interest_fen, (*lines, line))


def in_cooling_off(case: Prepayment) -> bool:
    """Article 14. The day of the payment does not count; the seventh day after it is the last."""
    within = _day(case.asked_at) <= _day(case.paid_at) + timedelta(days=COOLING_OFF_DAYS)
    return within and not case.experienced_before and case.minor is None


def _deducted(case: Prepayment) -> tuple[int, tuple[Line, ...]]:
    """For what was had, in fen, at most what was paid."""
    if case.minor is Minor.UNLAWFUL:
        return 0, (Line(10, "违反法律规定向未成年人提供，已使用部分不作抵扣", 0),)
    before = () if case.minor is None else (Line(10, "监护人未同意，合同不发生效力，预付款应当退还"),)
    fen, lines = _by_time(case, case.had) if isinstance(case.had, Term) else _by_price(case, case.had)
    return fen, (*before, *lines)


def _by_time(case: Prepayment, term: Term) -> tuple[int, tuple[Line, ...]]:
    whole = max((_day(term.ends_at) - _day(term.starts_at)).days, 1)
    left = min(max((_day(term.ends_at) - _day(case.asked_at)).days, 0), whole)
    deducted_fen = case.paid_fen * (whole - left) // whole
    text = f"期限内不限次数：共 {whole} 天，剩余 {left} 天，按已过时间的比例计算已使用部分"
    if left == 0 and case.fault is Fault.CONSUMER:
        text = "服务期限已满，期内因个人原因没有使用的部分不再退还"
    return deducted_fen, (Line(22, text, deducted_fen),)


def _by_price(case: Prepayment, had: Units | Values) -> tuple[int, tuple[Line, ...]]:
    """Article 19 where the customer has caused it and the seven days are over, else article 18."""
    used, whole = had.parts
    discounted_fen = case.paid_fen * used // whole
    if case.fault is not Fault.CONSUMER or case.minor is not None or in_cooling_off(case):
        return discounted_fen, (Line(18, "已使用部分按您实际购买的优惠价计算", discounted_fen),)
    # A list price below what was paid is none: nothing was taken off.
    full_fen = max(had.used_list_fen, discounted_fen)
    lines = (Line(19, "因顾客原因退费，已使用部分按打折前的价格计算", full_fen),)
    if full_fen <= case.paid_fen:
        return full_fen, lines
    return case.paid_fen, (*lines, Line(20, "超出预付款的部分不再收取", case.paid_fen))


def _interest(case: Prepayment, refund_fen: int, rates: Rates) -> tuple[int, Line]:
    """Article 16. Where neither has caused it the law names no rate: then the one that is better for the customer."""
    days = (_day(case.asked_at) - _day(case.paid_at)).days
    bp, name = {
        Fault.MERCHANT: (rates.lpr_bp, "一年期贷款市场报价利率"),
        Fault.CONSUMER: (rates.deposit_bp, "一年定期存款基准利率"),
        Fault.NEITHER: max(
            (rates.lpr_bp, "一年期贷款市场报价利率"),
            (rates.deposit_bp, "一年定期存款基准利率"),
            key=lambda rate: rate[0],
        ),
    }[case.fault]
    whole = BP * DAYS_A_YEAR
    interest_fen = (refund_fen * bp * days * 2 + whole) // (whole * 2)
    text = f"利息：本金 {yuan_text(refund_fen)} × {percent(bp)}（{name}）× {days} 天 ÷ {DAYS_A_YEAR} 天"
    return interest_fen, Line(16, text, interest_fen)


def percent(bp: int) -> str:
    """Such as 3.00% for 300."""
    return f"{bp // 100}.{bp % 100:02d}%"


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()
