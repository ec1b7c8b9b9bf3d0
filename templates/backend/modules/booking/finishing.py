"""Bookings whose customer came and which nobody ended."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import SYSTEM
from app.core.jobs import Payload
from app.modules.booking import booking
from app.modules.booking.models import Booking, Slot
from app.modules.booking.states import HERE

AFTER = timedelta(hours=12)
AT_ONCE = 200


async def finish_past(session: AsyncSession, _payload: Payload) -> None:
    """They are done half a day after their time."""
    past = sa.select(Booking.id).join(Slot, Slot.id == Booking.slot_id)
    past = past.where(Booking.status.in_(HERE), Slot.ends_at < clock.now() - AFTER).order_by(Booking.id)
    for booking_id in (await session.scalars(past.limit(AT_ONCE))).all():
        await booking.finish(session, booking_id, SYSTEM)
