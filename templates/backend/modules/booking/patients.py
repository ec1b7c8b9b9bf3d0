"""What bookings mean for patients (`app/contracts/patient.py`): who is booked is not taken out of his account, and
whoever sees to the booking looks after him.
"""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.business import Scope
from app.modules.booking.models import Booking, Resource, Slot
from app.modules.booking.states import AHEAD, GIVEN_UP, HERE


class BookingsOfPatients:
    async def kept_until(self, session: AsyncSession, patient_id: int) -> datetime | None:
        """What was said and found is kept elsewhere; that he came is no record of it."""
        del session, patient_id
        return None  # the protocol says so

    async def unfinished(self, session: AsyncSession, patient_id: int) -> Sequence[str]:
        live = sa.and_(Booking.attendee_id == patient_id, Booking.status.in_(AHEAD | HERE))
        count = await session.scalar(sa.select(sa.func.count()).select_from(Booking).where(live))
        return [f"还有 {count} 个未完成的预约"] if count else []

    async def erase(self, session: AsyncSession, patient_id: int) -> None:
        """The remarks; times and amounts stay, of somebody without a name."""
        await session.execute(sa.update(Booking).where(Booking.attendee_id == patient_id).values(remark=None))


class CareOfBooked:
    def patients(self, staff_id: int, scope: Scope) -> sa.Select[int]:
        """Those who came to him, or are about to. Bookings know of no stores."""
        del scope
        booked = sa.select(Booking.attendee_id).join(Slot, Slot.id == Booking.slot_id)
        booked = booked.join(Resource, Resource.id == Slot.resource_id)
        return booked.where(Resource.staff_id == staff_id, Booking.status.not_in(GIVEN_UP))
