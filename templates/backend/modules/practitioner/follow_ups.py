"""Follow-ups that cost nothing (`app/contracts/booking.py`): so many within some days of a visit that was paid for."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.booking import Wish
from app.core import clock
from app.core.database import insert_once
from app.modules.booking.api import DONE, Booking, Slot
from app.modules.practitioner.models import FollowUp, Practitioner
from app.modules.practitioner.settings import PractitionerSettings


class FreeFollowUps:
    async def price_fen(self, session: AsyncSession, wish: Wish) -> int:
        """Of two bookings for the last one, the constraint gives it to one."""
        limit = PractitionerSettings.load().follow_ups
        if not limit or not wish.price_fen or not await self._is_doctor(session, wish.resource_id):
            return wish.price_fen
        insert = insert_once(session.get_bind().dialect.name, FollowUp, "visit_id", "number").returning(FollowUp.number)
        for visit_id in await self._visits(session, wish):
            for number in range(1, limit + 1):
                row = {"visit_id": visit_id, "number": number, "booking_id": wish.booking_id}
                if await session.scalar(insert, row):
                    return 0
        return wish.price_fen

    async def _is_doctor(self, session: AsyncSession, resource_id: int) -> bool:
        return await session.scalar(sa.select(Practitioner.id).where(Practitioner.id == resource_id)) is not None

    async def _visits(self, session: AsyncSession, wish: Wish) -> list[int]:
        """Of this person to this doctor, done and paid for, so long ago at most; the oldest is used up first."""
        since = clock.now() - PractitionerSettings.load().follow_ups_within
        done = sa.and_(Booking.person == wish.person, Booking.status == DONE, Booking.ended_at >= since)
        paid = sa.select(Booking.id).join(Slot, Slot.id == Booking.slot_id)
        paid = paid.where(done, Booking.price_fen > 0, Slot.resource_id == wish.resource_id)
        return list(await session.scalars(paid.order_by(Booking.ended_at)))

    async def release(self, session: AsyncSession, booking_id: int) -> None:
        await session.execute(sa.delete(FollowUp).where(FollowUp.booking_id == booking_id))
