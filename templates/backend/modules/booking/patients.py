"""What stands in the way of taking somebody out of an account: he is booked (`app/contracts/patient.py`)."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.booking.models import Booking
from app.modules.booking.states import AHEAD, HERE


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
