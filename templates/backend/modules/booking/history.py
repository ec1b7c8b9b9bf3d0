from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import Actor
from app.modules.booking.models import BookingHistory


async def note(session: AsyncSession, booking_id: int, status: str, actor: Actor, text: str = "") -> None:
    """Add a line to the booking's history, in the transaction of what it tells."""
    session.add(BookingHistory(booking_id=booking_id, status=status, at=clock.now(), actor=str(actor), note=text[:200]))
    await session.flush()


async def of(session: AsyncSession, booking_id: int) -> Sequence[BookingHistory]:
    mine = sa.select(BookingHistory).where(BookingHistory.booking_id == booking_id)
    return (await session.scalars(mine.order_by(BookingHistory.id))).all()
