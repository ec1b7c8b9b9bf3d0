"""What points know about a person: the balance and how it came about."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.points import lots, queries, service
from app.modules.points.models import PointsEntry
from app.modules.points.schemas import EntryOut


class PointsData:
    section = "points"

    async def export(self, session: AsyncSession, user_id: int) -> dict[str, Any]:
        rows = await session.scalars(
            sa.select(PointsEntry).where(PointsEntry.user_id == user_id).order_by(PointsEntry.seq)
        )
        entries = [EntryOut.model_validate(row, from_attributes=True).model_dump(mode="json") for row in rows]
        return {
            "balance": await lots.available(session, user_id),
            "owed": await queries.owed_by(session, user_id),
            "ledger": entries,
        }

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        await service.close(session, user_id)

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """No points were collected for a purpose of their own."""
