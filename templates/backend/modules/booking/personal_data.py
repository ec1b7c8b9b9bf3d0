"""What bookings know about a person: when he came for what, and what he remarked."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.crypto import unseal
from app.core.privacy import AccountInUse
from app.modules.booking.models import Booking
from app.modules.booking.states import AHEAD, HERE


class BookingData:
    section = "bookings"

    async def export(self, session: AsyncSession, user_id: int) -> list[dict[str, object]]:
        rows = await session.scalars(sa.select(Booking).where(Booking.user_id == user_id).order_by(Booking.id))
        return [
            {
                "number": row.number,
                "status": row.status,
                "resource": row.slot.resource.name,
                "starts_at": row.slot.starts_at.isoformat(),
                "attendee_id": row.attendee_id,
                "price_fen": row.price_fen,
                "remark": unseal(row, "remark") or "",
                "created_at": row.created_at.isoformat(),
            }
            for row in rows
        ]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """The remarks; times and amounts stay, of a customer without a name. Raises AccountInUse while one is ahead."""
        live = sa.and_(Booking.user_id == user_id, Booking.status.in_(AHEAD | HERE))
        if count := await session.scalar(sa.select(sa.func.count()).select_from(Booking).where(live)):
            raise AccountInUse(reasons=[f"还有 {count} 个未完成的预约"])
        await session.execute(sa.update(Booking).where(Booking.user_id == user_id).values(remark=None))

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Nothing was collected for a purpose."""
