"""What other modules may use of this one."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.patient.attending import PatientsAttend
from app.modules.patient.errors import NotYourPatient, PatientLocked, PatientNotFound
from app.modules.patient.keeping import find as own_patient
from app.modules.patient.models import Patient
from app.modules.patient.persons import SEXES, Person, opened
from app.modules.patient.purposes import CHILDREN, HEALTH
from app.modules.patient.reading import REASONS, within_reach
from app.modules.patient.schemas import Look

__all__ = [
    "CHILDREN",
    "HEALTH",
    "REASONS",
    "SEXES",
    "Look",
    "NotYourPatient",
    "Patient",
    "PatientLocked",
    "PatientNotFound",
    "Person",
    "masked_names",
    "opened",
    "own_patient",
    "within_reach",
]


async def masked_names(session: AsyncSession, patient_ids: Collection[int]) -> dict[int, str]:
    """As staff read them in lists."""
    return await PatientsAttend().names(session, list(patient_ids))
