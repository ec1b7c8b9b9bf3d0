"""What work orders know about a person: that his phone is told of something."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.work_order.models import RepairRequest, WorkReminder


class WorkOrderPersonalData:
    section = "work_orders"

    async def export(self, session: AsyncSession, user_id: int) -> dict[str, Any]:
        followed = sa.select(RepairRequest).where(RepairRequest.user_id == user_id).order_by(RepairRequest.id)
        reminded = sa.select(sa.exists().where(WorkReminder.user_id == user_id))
        return {
            "followed": [
                {"asset": row.asset, "description": row.description, "created_at": row.created_at}
                for row in await session.scalars(followed)
            ],
            "reminded": bool(await session.scalar(reminded)),
        }

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """What was reported stays, nobody is told of it any more."""
        followed = sa.update(RepairRequest).where(RepairRequest.user_id == user_id)
        await session.execute(followed.values(user_id=None))
        await session.execute(sa.delete(WorkReminder).where(WorkReminder.user_id == user_id))

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Nothing was collected for a purpose of its own."""
