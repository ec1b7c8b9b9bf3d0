from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.points import POINTS, NoPoints
from app.core import clock
from app.core.pagination import Page, PageQuery, paginate
from app.modules.catalog.api import category_tree, skus_by_id
from app.modules.identity.api import UserNotFound, nicknames
from app.modules.member_tier import growth
from app.modules.member_tier.ladder import ladder, tier_of
from app.modules.member_tier.models import Change, GrowthEntry, Member, Tier
from app.modules.member_tier.schemas import (
    ChangeOut,
    GrowthOut,
    GrowthRulesOut,
    MemberPricesOut,
    MembershipOut,
    NextOut,
    SkuPriceOut,
    StaffGrowthOut,
    StaffMemberOut,
    StaffTierOut,
    TierOut,
)
from app.modules.member_tier.settings import MemberTierSettings
from app.modules.member_tier.step import off_fen, skus_in_scope

SHOWN_CHANGES = 20


async def mine(session: AsyncSession, user_id: int) -> MembershipOut:
    member = await session.get(Member, user_id)
    tiers = await ladder(session)
    grown = await growth.counted(session, user_id, clock.now())
    names = {row.id: row.name for row in await category_tree(session)}
    held = tiers.held(member)
    above = tiers.after(held)
    return MembershipOut(
        growth=grown,
        tier=_tier(held, names) if held else None,
        until=member.until if member else None,
        next=NextOut(name=above.name, missing=max(above.growth - grown, 0)) if above else None,
        tiers=[_tier(tier, names) for tier in tiers.tiers],
        rules=_rules(),
    )


async def prices(session: AsyncSession, user_id: int, sku_ids: Sequence[int]) -> MemberPricesOut:
    """What one piece of each SKU costs the member, as an order will count it; those without a price of his are left
    out.
    """
    tier = await tier_of(session, user_id)
    if tier is None or tier.price_percent == 100:
        return MemberPricesOut(tier=tier.name if tier else None, items=[])
    skus = await skus_by_id(session, sku_ids)
    within = await skus_in_scope(session, tier, skus.values())
    items = [
        SkuPriceOut(sku_id=sku_id, price_fen=skus[sku_id].price_fen - off_fen(tier, skus[sku_id].price_fen))
        for sku_id in sorted(within)
    ]
    return MemberPricesOut(tier=tier.name, items=items)


async def ledger(session: AsyncSession, user_id: int, page: PageQuery) -> Page[GrowthOut]:
    """The latest first. Raises CursorInvalid."""
    rows, cursor = await paginate(session, _entries(user_id), page, key=(GrowthEntry.id,))
    return Page(items=[GrowthOut.model_validate(row, from_attributes=True) for row in rows], next_cursor=cursor)


async def staff_ledger(session: AsyncSession, user_id: int, page: PageQuery) -> Page[StaffGrowthOut]:
    """The same with who did it. Raises UserNotFound, CursorInvalid."""
    await of_customer(session, user_id)
    rows, cursor = await paginate(session, _entries(user_id), page, key=(GrowthEntry.id,))
    return Page(items=[StaffGrowthOut.model_validate(row, from_attributes=True) for row in rows], next_cursor=cursor)


async def of_customer(session: AsyncSession, user_id: int) -> StaffMemberOut:
    """Raises UserNotFound."""
    names = await nicknames(session, [user_id])
    if user_id not in names:
        raise UserNotFound
    member = await session.get(Member, user_id, populate_existing=True)
    held = (await ladder(session)).held(member)
    return StaffMemberOut(
        user_id=user_id,
        nickname=names[user_id],
        growth=await growth.counted(session, user_id, clock.now()),
        tier=held.name if held else None,
        since=member.since if member else None,
        until=member.until if member else None,
        changes=await changes_of(session, user_id),
    )


async def changes_of(session: AsyncSession, user_id: int) -> list[ChangeOut]:
    """From which tier to which, the latest first."""
    query = sa.select(Change).where(Change.user_id == user_id).order_by(Change.id.desc()).limit(SHOWN_CHANGES)
    return [ChangeOut.model_validate(row, from_attributes=True) for row in await session.scalars(query)]


def staff_tier(tier: Tier) -> StaffTierOut:
    return StaffTierOut.model_validate(tier, from_attributes=True)


def _rules() -> GrowthRulesOut:
    rules = GrowthRulesOut.model_validate(MemberTierSettings.load(), from_attributes=True)
    return rules if POINTS.one(NoPoints()).collected else rules.model_copy(update={"member_day": 0})


def _tier(tier: Tier, category_names: dict[int, str]) -> TierOut:
    return TierOut(
        id=tier.id,
        name=tier.name,
        growth=tier.growth,
        price_percent=tier.price_percent,
        points_percent=tier.points_percent if POINTS.one(NoPoints()).collected else None,
        benefits=tier.benefits,
        category_names=[category_names[category_id] for category_id in tier.category_ids],
    )


def _entries(user_id: int) -> sa.Select[GrowthEntry]:
    return sa.select(GrowthEntry).where(GrowthEntry.user_id == user_id)
