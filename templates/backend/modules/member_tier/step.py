"""The member's price: the step that comes after activities and before coupons."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.pricing import Adjustment, PriceLine, Quote
from app.core.errors import AppError
from app.modules.catalog.api import SkuInfo, category_tree, skus_by_id
from app.modules.member_tier.ladder import tier_of
from app.modules.member_tier.models import Tier
from app.modules.member_tier.settings import MemberTierSettings


def off_fen(tier: Tier, fen: int) -> int:
    """What the tier takes off an amount, to its disadvantage by less than a fen."""
    return fen * (100 - tier.price_percent) // 100


async def skus_in_scope(session: AsyncSession, tier: Tier, skus: Iterable[SkuInfo]) -> set[int]:
    """The ids of those that the tier's price is for: all, or what is in its categories and those below them."""
    if not tier.scope:
        return {sku.sku_id for sku in skus}
    named = set(tier.category_ids)
    within = {row.id for row in await category_tree(session) if {row.id, row.parent_id} & named}
    return {sku.sku_id for sku in skus if sku.category_id in within}


class MemberPrice:
    name = "member_price"
    refusals: tuple[type[AppError], ...] = ()

    async def apply(self, session: AsyncSession, quote: Quote) -> Quote:
        """Each piece at the price that the product's page shows; nothing is chosen and nothing can run out."""
        tier = await tier_of(session, quote.user_id)
        if tier is None or tier.price_percent == 100:
            return quote
        skus = await skus_by_id(session, [line.sku_id for line in quote.lines])
        within = await skus_in_scope(session, tier, skus.values())
        lines = tuple(_priced(line, tier) if line.sku_id in within else line for line in quote.lines)
        return replace(quote, lines=lines)

    async def lock(self, session: AsyncSession, order_id: int, quote: Quote) -> None:
        """Nothing is used up."""

    async def release(self, session: AsyncSession, order_id: int) -> None:
        """Nothing was taken."""


def _priced(line: PriceLine, tier: Tier) -> PriceLine:
    """An activity's price is below the usual one already, and only lowered further where the shop says so."""
    if not line.adjustments:
        fen = off_fen(tier, line.unit_fen) * line.quantity
    else:
        fen = off_fen(tier, line.total_fen) if MemberTierSettings.load().with_activities else 0
    label = f"{tier.name} {tier.price_percent / 10:g} 折"
    return line.adjusted(Adjustment(MemberPrice.name, label, -fen)) if fen else line
