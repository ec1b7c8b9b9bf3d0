from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.emr import EncounterEvent
from app.modules.emr.models import Encounter
from app.modules.patient.api import Patient

E = TypeVar("E", bound=EncounterEvent)


async def told(session: AsyncSession, encounter: Encounter, kind: type[E], **more: int) -> E:
    """The fact about an encounter, without anything of what its record says."""
    user_id = (await session.scalars(sa.select(Patient.user_id).where(Patient.id == encounter.patient_id))).one()
    return kind(
        encounter_id=encounter.id,
        patient_id=encounter.patient_id,
        user_id=user_id,
        doctor_id=encounter.doctor_id,
        source_key=encounter.source_key or "",
        **more,
    )
