"""What presales know about a person: his bookings. The orders for the balance are exported with orders."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.privacy import AccountInUse
from app.modules.presale.models import PresaleBooking
from app.modules.presale.states import BOOKED, PENDING


class PresaleData:
    section = "presales"

    async def export(self, session: AsyncSession, user_id: int) -> list[dict[str, object]]:
        his = sa.select(PresaleBooking).where(PresaleBooking.user_id == user_id)
        rows = await session.scalars(his.order_by(PresaleBooking.id))
        return [
            {
                "id": row.id,
                "status": row.status,
                "quantity": row.quantity,
                "deposit_fen": row.deposit_fen,
                "created_at": row.created_at.isoformat(),
                "order_id": row.order_id,
            }
            for row in rows
        ]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """Raises AccountInUse while a booking waits for its deposit or its balance."""
        open_ = sa.and_(PresaleBooking.user_id == user_id, PresaleBooking.status.in_((PENDING, BOOKED)))
        if count := await session.scalar(sa.select(sa.func.count()).select_from(PresaleBooking).where(open_)):
            raise AccountInUse(reasons=[f"还有 {count} 个未完成的预售"])

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Nothing was collected for a purpose."""
