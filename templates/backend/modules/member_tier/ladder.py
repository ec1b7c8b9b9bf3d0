"""The tiers in their order, and which of them so much growth reaches."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.member_tier.models import Member, Tier


@dataclass(frozen=True)
class Ladder:
    """All tiers, the lowest first; none when the shop has removed them."""

    tiers: Sequence[Tier]

    @property
    def first(self) -> Tier | None:
        return self.tiers[0] if self.tiers else None

    def reached(self, growth: int) -> Tier | None:
        """The highest tier that so much growth reaches."""
        return max((tier for tier in self.tiers if tier.growth <= growth), key=lambda tier: tier.growth, default=None)

    def after(self, tier: Tier | None) -> Tier | None:
        """The one above."""
        return next((one for one in self.tiers if tier is not None and one.growth > tier.growth), None)

    def held(self, member: Member | None) -> Tier | None:
        """The member's own, else the first."""
        own = member.tier_id if member else None
        return next((tier for tier in self.tiers if tier.id == own), self.first)


async def ladder(session: AsyncSession) -> Ladder:
    return Ladder((await session.scalars(sa.select(Tier).order_by(Tier.growth))).all())


async def tier_of(session: AsyncSession, user_id: int) -> Tier | None:
    """The tier that the customer holds; None where there are no tiers."""
    return (await ladder(session)).held(await session.get(Member, user_id))
