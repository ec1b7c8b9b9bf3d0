"""Who decides for a minor: an adult of the same account, and only with his consent (PIPL, article 31)."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.modules.patient.errors import GuardianConsentRequired, GuardianNeeded, GuardianRequired, GuardianUnfit
from app.modules.patient.models import Patient
from app.modules.patient.persons import opened
from app.modules.patient.schemas import PatientChange, PatientIn


async def of_minor(session: AsyncSession, user_id: int, body: PatientIn | PatientChange) -> int:
    """The guardian's id, where he is fit and agrees.

    Raises GuardianRequired, GuardianUnfit, GuardianConsentRequired.
    """
    guardian_id = await _fit(session, user_id, body.guardian_id)
    if not body.guardian_agrees:
        raise GuardianConsentRequired
    return guardian_id


async def change(session: AsyncSession, patient: Patient, body: PatientChange) -> None:
    """Another guardian has to agree anew; the same one did. Raises as `of_minor` does."""
    if body.guardian_id is not None and body.guardian_id == patient.guardian_id:
        return
    patient.guardian_id = await of_minor(session, patient.user_id, body)
    patient.guardian_agreed_at = clock.now()


async def _fit(session: AsyncSession, user_id: int, guardian_id: int | None) -> int:
    """Raises GuardianRequired, GuardianUnfit."""
    if guardian_id is None:
        raise GuardianRequired
    wanted = sa.and_(Patient.id == guardian_id, Patient.user_id == user_id, Patient.locked_at.is_(None))
    guardian = await session.scalar(sa.select(Patient).where(wanted))
    if guardian is None or opened(guardian).minor:
        raise GuardianUnfit
    return guardian_id


async def check_not_needed(patient_id: int, others: Sequence[Patient]) -> None:
    """Raises GuardianNeeded while one of the others is a minor whose guardian the patient is."""
    if any(other.guardian_id == patient_id and opened(other).minor for other in others):
        raise GuardianNeeded


async def names(session: AsyncSession, patients: Sequence[Patient]) -> dict[int, str]:
    """What the guardians of these are called, in full, by the guardian's id."""
    ids = {patient.guardian_id for patient in patients if patient.guardian_id is not None}
    rows = await session.scalars(sa.select(Patient).where(Patient.id.in_(ids)))
    return {row.id: opened(row).name for row in rows}
