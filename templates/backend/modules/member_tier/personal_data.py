"""What membership knows about a person: the tier, and the growth that it rests on."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.modules.member_tier import growth, queries, service
from app.modules.member_tier.ladder import tier_of
from app.modules.member_tier.models import GrowthEntry
from app.modules.member_tier.schemas import GrowthOut


class MemberData:
    section = "member_tier"

    async def export(self, session: AsyncSession, user_id: int) -> dict[str, Any]:
        tier = await tier_of(session, user_id)
        rows = await session.scalars(
            sa.select(GrowthEntry).where(GrowthEntry.user_id == user_id).order_by(GrowthEntry.id)
        )
        return {
            "tier": tier.name if tier else None,
            "growth": await growth.counted(session, user_id, clock.now()),
            "ledger": [GrowthOut.model_validate(row, from_attributes=True).model_dump(mode="json") for row in rows],
            "changes": [change.model_dump(mode="json") for change in await queries.changes_of(session, user_id)],
        }

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        await service.close(session, user_id)

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Nobody grows for a purpose of its own."""
