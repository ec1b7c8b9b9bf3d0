"""What other modules may use of this one."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.patient.attending import PatientsAttend
from app.modules.patient.errors import NotYourPatient, PatientLocked, PatientNotFound
from app.modules.patient.forms import REASONS, WHY, look_in
from app.modules.patient.keeping import find as own_patient
from app.modules.patient.keeping import name_mark
from app.modules.patient.models import Patient
from app.modules.patient.persons import SEXES, Person, opened
from app.modules.patient.purposes import CHILDREN, HEALTH
from app.modules.patient.reading import within_reach
from app.modules.patient.schemas import Look

__all__ = [
    "CHILDREN",
    "HEALTH",
    "REASONS",
    "SEXES",
    "WHY",
    "Look",
    "NotYourPatient",
    "Patient",
    "PatientLocked",
    "PatientNotFound",
    "Person",
    "look_in",
    "masked_names",
    "opened",
    "own_patient",
    "patient_named",
    "within_reach",
]


async def masked_names(session: AsyncSession, patient_ids: Collection[int]) -> dict[int, str]:
    """As staff read them in lists."""
    return await PatientsAttend().names(session, list(patient_ids))


async def patient_named(session: AsyncSession, name: str) -> int | None:
    """The id of whoever is called exactly that; of several, the first."""
    called = sa.and_(Patient.name_index == name_mark(name), Patient.locked_at.is_(None))
    return await session.scalar(sa.select(Patient.id).where(called).order_by(Patient.id).limit(1))
