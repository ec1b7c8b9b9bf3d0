"""What purchases of courses tell about a person. The orders are exported with orders."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.segment_pay import queries
from app.modules.segment_pay.models import Entitlement


class SegmentPayData:
    section = "course_purchases"

    async def export(self, session: AsyncSession, user_id: int) -> list[dict[str, object]]:
        mine = sa.select(Entitlement).where(Entitlement.user_id == user_id).order_by(Entitlement.id)
        rows = await queries.told(session, (await session.scalars(mine)).all())
        shown = {"id", "course", "part", "order_id", "status", "paid_fen", "refund_fen", "granted_at"}
        return [row.model_dump(mode="json", include=shown) for row in rows]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """They belong to the trade, which is kept; an order that is under way keeps the account from being erased."""

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Nothing was collected for a purpose."""
