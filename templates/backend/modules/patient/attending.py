"""Patients as those whom a customer books for (`app/contracts/booking.py`): nobody is booked in who is not one."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.booking import Attendee
from app.modules.patient import keeping
from app.modules.patient.errors import PatientNotFound
from app.modules.patient.models import Patient
from app.modules.patient.persons import opened


class PatientsAttend:
    async def of(self, session: AsyncSession, user_id: int, /) -> Sequence[Attendee]:
        """Raises ConsentRequired."""
        return [_attendee(patient) for patient in await keeping.listed(session, user_id)]

    async def find(self, session: AsyncSession, user_id: int, attendee_id: int, /) -> Attendee | None:
        """Raises ConsentRequired."""
        try:
            return _attendee(await keeping.find(session, user_id, attendee_id))
        except PatientNotFound:
            return None

    async def names(self, session: AsyncSession, attendee_ids: Sequence[int], /) -> dict[int, str]:
        rows = await session.scalars(sa.select(Patient).where(Patient.id.in_(attendee_ids)))
        return {patient.id: opened(patient).masked_name for patient in rows}


def _attendee(patient: Patient) -> Attendee:
    """The same human being in two accounts is one person."""
    return Attendee(patient.id, opened(patient).masked_name, f"patient:{patient.person_index}")
