"""What a coupon takes off, to the fen, and how that is divided over the lines."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from app.contracts.pricing import Adjustment, PriceLine
from app.core.money import allocate, yuan_text
from app.modules.coupon.models import CouponTemplate

STEP = "coupon"
NO_SCOPE = "所选商品不在适用范围内"

Above = Mapping[int, Sequence[int]]
"""By SKU: its category and the one above it."""


def covers(template: CouponTemplate, line: PriceLine, categories: Above) -> bool:
    if template.scope == "all":
        return True
    if template.scope == "spu":
        return line.spu_id in template.target_ids
    return not set(categories[line.sku_id]).isdisjoint(template.target_ids)


def basis_of(template: CouponTemplate, lines: Sequence[PriceLine], categories: Above) -> list[int]:
    """What each line counts for, by its place: its price after earlier steps, 0 outside the scope."""
    return [line.total_fen if covers(template, line, categories) else 0 for line in lines]


def discount_of(template: CouponTemplate, basis_fen: int) -> int:
    """What it takes off goods of this price, never more than they cost. A percentage is rounded down to the fen."""
    if template.amount_fen is not None:
        return min(template.amount_fen, basis_fen)
    off = basis_fen * (template.percent_off or 0) // 100
    return off if template.cap_fen is None else min(off, template.cap_fen)


def why_not(template: CouponTemplate, basis: Sequence[int]) -> str | None:
    """Why it cannot be used with these goods, for the customer; None when it can."""
    total = sum(basis)
    if total == 0:
        return NO_SCOPE
    if total < template.threshold_fen:
        return f"还差 {yuan_text(template.threshold_fen - total)} 可用"
    return None if discount_of(template, total) else "金额太小，无法优惠"


def applied(template: CouponTemplate, lines: Sequence[PriceLine], basis: Sequence[int]) -> tuple[PriceLine, ...]:
    """The lines with the discount divided in proportion to what each counts for; the parts add up to it exactly.

    No part is larger than its line: the whole is not larger than the lines together.
    """
    parts = allocate(discount_of(template, sum(basis)), basis)
    return tuple(
        line.adjusted(Adjustment(STEP, template.name, -part)) if part else line
        for line, part in zip(lines, parts, strict=True)
    )


def percent_off_at(fold: str) -> int:
    """15 for "8.5": customers are told what is left to pay, in tenths. Raises ValueError below 0.1 and above 9.9."""
    try:
        paid = Decimal(fold) * 10
    except InvalidOperation:
        raise ValueError(fold) from None
    if not paid.is_finite() or paid != paid.to_integral_value() or not 1 <= paid <= 99:
        raise ValueError(fold)
    return 100 - int(paid)


def worth_text(template: CouponTemplate) -> str:
    """For people: "满 ¥100.00 减 ¥20.00", "8.5 折，最多减 ¥30.00"."""
    condition = f"满 {yuan_text(template.threshold_fen)} " if template.threshold_fen else ""
    if template.amount_fen is not None:
        return f"{condition}{'' if condition else '立'}减 {yuan_text(template.amount_fen)}"
    tenths, rest = divmod(100 - (template.percent_off or 0), 10)
    fold = f"{tenths}.{rest} 折" if rest else f"{tenths} 折"
    cap = f"，最多减 {yuan_text(template.cap_fen)}" if template.cap_fen is not None else ""
    return f"{condition}{fold}{cap}"
