"""What members earn more than others, where points are counted."""

from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.member_tier.ladder import tier_of


class TierMultiplier:
    async def of(self, session: AsyncSession, user_id: int) -> Decimal:
        tier = await tier_of(session, user_id)
        return Decimal(tier.points_percent if tier else 100) / 100
