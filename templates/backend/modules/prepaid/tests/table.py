"""Cases, each with the articles that it follows and what comes of it, worked out by hand.

Ten lessons at ¥300 are sold for ¥2000 on 3 March 2026; the prime rate is 3.00 %, the deposit rate 1.50 %.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from app.modules.prepaid.api import Fault, Minor, Prepayment, Rates, Term, Units, Values

PAID_AT = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
RATES = Rates(lpr_bp=300, deposit_bp=150)
PAID_FEN = 200_000
LIST_FEN = 30_000


@dataclass(frozen=True)
class Case:
    name: str
    articles: tuple[int, ...]
    prepayment: Prepayment
    refund_fen: int
    interest_fen: int


def lessons(used: int, days: int, **more: Any) -> Prepayment:  # noqa: ANN401  fields of a prepayment
    """Asked for so many days after they were paid."""
    return Prepayment(PAID_FEN, Units(LIST_FEN, 10, used), PAID_AT, PAID_AT + timedelta(days=days), **more)


def year(paid_fen: int, asked_after: int, **more: Any) -> Prepayment:  # noqa: ANN401
    """365 days as often as one likes, from the day of the payment."""
    term = Term(PAID_AT, PAID_AT + timedelta(days=365))
    return Prepayment(paid_fen, term, PAID_AT, PAID_AT + timedelta(days=asked_after), **more)


CONSUMER, MERCHANT = Fault.CONSUMER, Fault.MERCHANT

CASES = (
    Case("七天内，没用过：本金全退，不计利息", (14, 18, 15), lessons(0, 3), 200_000, 0),
    Case("第七天仍可无理由退", (14, 18, 15), lessons(0, 7, fault=CONSUMER), 200_000, 0),
    Case("七天内用了一节：按优惠价扣", (14, 18, 15), lessons(1, 5, fault=CONSUMER), 180_000, 0),
    # 200 000 × 1.5 % × 8 / 365 = 65.75
    Case("第八天，因顾客原因，没用过", (19, 15, 16), lessons(0, 8, fault=CONSUMER), 200_000, 66),
    # 付款前体验过，七天无理由不适用：200 000 × 1.5 % × 5 / 365 = 41.10
    Case(
        "七天内，但付款前体验过",
        (19, 15, 16),
        lessons(0, 5, fault=CONSUMER, experienced_before=True),
        200_000,
        41,
    ),
    # 3 × 200 = 600；140 000 × 3 % × 100 / 365 = 1150.68
    Case("商家关店，用了三节", (18, 15, 16), lessons(3, 100, fault=MERCHANT), 140_000, 1151),
    # 3 × 300 = 900；110 000 × 1.5 % × 100 / 365 = 452.05
    Case("顾客不想学了，用了三节", (19, 15, 16), lessons(3, 100, fault=CONSUMER), 110_000, 452),
    # 7 × 300 = 2100 > 2000
    Case("按原价已超出预付款：不退也不补", (19, 20, 15, 16), lessons(7, 100, fault=CONSUMER), 0, 0),
    # 双方无过错：优惠价，利率取对顾客有利的：100 000 × 3 % × 50 / 365 = 410.96
    Case("双方均无过错，用了五节", (18, 15, 16), lessons(5, 50), 100_000, 411),
    Case("全部用完", (18, 15, 16), lessons(10, 50, fault=MERCHANT), 0, 0),
    # 三节课，一元：每节 33.33 分，扣 33 分
    Case(
        "除不尽的零头归顾客",
        (18, 15, 16),
        Prepayment(100, Units(50, 3, 1), PAID_AT, PAID_AT + timedelta(days=10), MERCHANT),
        67,
        0,
    ),
    # 充 1000 送 200：用了 600，按 1000 / 1200 折算为 500；50 000 × 3 % × 365 / 365 = 1500
    Case(
        "充一千送二百，商家停业，用了六百",
        (18, 15, 16),
        Prepayment(100_000, Values(120_000, 60_000), PAID_AT, PAID_AT + timedelta(days=365), MERCHANT),
        50_000,
        1500,
    ),
    # 因顾客原因：赠送的也按原价扣，60 000；40 000 × 1.5 % = 600
    Case(
        "充一千送二百，顾客搬家，用了六百",
        (19, 15, 16),
        Prepayment(100_000, Values(120_000, 60_000), PAID_AT, PAID_AT + timedelta(days=365), CONSUMER),
        40_000,
        600,
    ),
    # 没有标价，按实付比例：4 × 200 = 800；120 000 × 1.5 % × 20 / 365 = 98.63
    Case(
        "没有打折前的价格",
        (19, 15, 16),
        Prepayment(PAID_FEN, Units(0, 10, 4), PAID_AT, PAID_AT + timedelta(days=20), CONSUMER),
        120_000,
        99,
    ),
    # 年卡 3650 元，过了 100 天：剩 265 天，265 000；265 000 × 3 % × 100 / 365 = 2178.08
    Case("年卡，商家停业", (22, 15, 16), year(365_000, 100, fault=MERCHANT), 265_000, 2178),
    # 因顾客原因也按时间：265 000 × 1.5 % × 100 / 365 = 1089.04
    Case("年卡，顾客搬家", (22, 15, 16), year(365_000, 100, fault=CONSUMER), 265_000, 1089),
    Case("年卡，七天内：扣已过的时间", (14, 22, 15), year(365_000, 6), 359_000, 0),
    Case("年卡期满，顾客自己没去", (22, 15, 16), year(365_000, 400, fault=CONSUMER), 0, 0),
    # 未成年人：优惠价抵扣已使用部分；180 000 × 3 % × 3 / 365 = 44.38
    Case(
        "未成年人，监护人未同意",
        (10, 18, 15, 16),
        lessons(1, 3, minor=Minor.WITHOUT_CONSENT),
        180_000,
        44,
    ),
    # 200 000 × 3 % × 30 / 365 = 493.15
    Case(
        "违法向未成年人提供：不抵扣",
        (10, 15, 16),
        lessons(6, 30, minor=Minor.UNLAWFUL, fault=MERCHANT),
        200_000,
        493,
    ),
)
