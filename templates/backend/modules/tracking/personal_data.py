"""What is noted of a person who agreed to it. What came before is anonymous, and nobody's to copy or to erase."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.tracking.models import TrackedEvent
from app.modules.tracking.purposes import TRACKING


class TrackingPersonalData:
    section = "behaviour"

    async def export(self, session: AsyncSession, user_id: int) -> object:
        mine = sa.select(TrackedEvent).where(TrackedEvent.user_id == user_id).order_by(TrackedEvent.id)
        return [{"name": row.name, "properties": row.properties, "at": row.at} for row in await session.scalars(mine)]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        await session.execute(sa.delete(TrackedEvent).where(TrackedEvent.user_id == user_id))

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        if purpose == TRACKING.id:
            await self.erase(session, user_id)
