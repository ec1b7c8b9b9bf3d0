"""What members earn more than others, where points are counted."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.clock import ZONE
from app.modules.member_tier.ladder import tier_of
from app.modules.member_tier.settings import MemberTierSettings


class TierMultiplier:
    async def of(self, session: AsyncSession, user_id: int, at: datetime) -> Decimal:
        tier = await tier_of(session, user_id)
        return Decimal(tier.points_percent * _day_percent(at) if tier else 10_000) / 10_000


def _day_percent(at: datetime) -> int:
    """More on members' day, as the calendar in the shop has it."""
    rules = MemberTierSettings.load()
    return rules.member_day_points_percent if at.astimezone(ZONE).day == rules.member_day else 100
