"""What groups know about a person: which ones he was in. His orders are exported with orders."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.group_buy.models import GroupMember


class GroupBuyData:
    section = "groups"

    async def export(self, session: AsyncSession, user_id: int) -> list[dict[str, object]]:
        rows = await session.scalars(
            sa.select(GroupMember).where(GroupMember.user_id == user_id).order_by(GroupMember.id)
        )
        return [
            {
                "group_id": row.group_id,
                "order_id": row.order_id,
                "status": row.status,
                "joined_at": row.joined_at.isoformat(),
            }
            for row in rows
        ]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """A group that waits keeps the account, by its paid order; of one that is settled an anonymous seat stays."""

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Nothing was collected for a purpose."""
