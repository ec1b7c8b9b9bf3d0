"""What staff do to tiers."""

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, jobs
from app.core.context import Actor
from app.modules.catalog.api import category_tree
from app.modules.member_tier.errors import CategoriesInvalid, FirstTier, TierHeld, TierNotFound, TierTaken
from app.modules.member_tier.jobs import REASSESS
from app.modules.member_tier.models import Tier, TierCategory
from app.modules.member_tier.schemas import TierIn


async def create_tier(session: AsyncSession, actor: Actor, body: TierIn) -> Tier:
    """Members who have grown enough hold it soon. Raises CategoriesInvalid, TierTaken."""
    tier = Tier(scope=[])
    await _fill(session, tier, body)
    await audit.record(session, actor, "tier.create", "tier", tier.id, name=tier.name)
    return tier


async def update_tier(session: AsyncSession, actor: Actor, tier_id: int, body: TierIn) -> Tier:
    """Another price or more points hold from now on; with another growth members rise soon, and fall only at the end
    of their period. Raises TierNotFound, CategoriesInvalid, TierTaken, FirstTier.
    """
    tier = await _locked(session, tier_id)
    if tier.growth == 0 and body.growth != 0:
        raise FirstTier
    await _fill(session, tier, body)
    await audit.record(session, actor, "tier.edit", "tier", tier_id, name=tier.name)
    return tier


async def delete_tier(session: AsyncSession, actor: Actor, tier_id: int) -> None:
    """Raises TierNotFound, FirstTier, TierHeld."""
    tier = await _locked(session, tier_id)
    if tier.growth == 0:
        raise FirstTier
    await audit.record(session, actor, "tier.delete", "tier", tier_id, name=tier.name)
    await session.delete(tier)
    try:
        await session.flush()
    except IntegrityError:
        raise TierHeld from None


async def _locked(session: AsyncSession, tier_id: int) -> Tier:
    tier = await session.get(Tier, tier_id, with_for_update=True, populate_existing=True)
    if tier is None:
        raise TierNotFound
    return tier


async def _fill(session: AsyncSession, tier: Tier, body: TierIn) -> None:
    known = {row.id for row in await category_tree(session)}
    if missing := [category_id for category_id in body.category_ids if category_id not in known]:
        raise CategoriesInvalid(ids=missing)
    for name, value in body.model_dump(exclude={"category_ids"}).items():
        setattr(tier, name, value)
    kept = {row.category_id: row for row in tier.scope}
    tier.scope = [kept.get(one) or TierCategory(category_id=one) for one in body.category_ids]
    session.add(tier)
    try:
        await session.flush()
    except IntegrityError:
        raise TierTaken from None
    await jobs.schedule(session, REASSESS, payload={"after": 0})


async def tiers(session: AsyncSession) -> list[Tier]:
    """The lowest first."""
    return list(await session.scalars(sa.select(Tier).order_by(Tier.growth)))
