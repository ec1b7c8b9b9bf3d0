"""Patients as their customer sees them, and as staff do."""

from collections.abc import Sequence
from typing import cast

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.crypto import unseal
from app.core.masking import mask_name
from app.modules.patient import guardians, keeping, records
from app.modules.patient.models import Patient
from app.modules.patient.persons import opened
from app.modules.patient.schemas import (
    Document,
    HealthOut,
    PatientList,
    PatientOut,
    Relation,
    RevealedOut,
    StaffPatientOut,
)
from app.modules.patient.settings import PatientSettings


async def mine(session: AsyncSession, user_id: int) -> PatientList:
    """Raises ConsentRequired."""
    rows = await keeping.listed(session, user_id)
    return PatientList(items=await shown(session, rows), limit=PatientSettings.load().max_patients)


async def one(session: AsyncSession, user_id: int, patient_id: int) -> PatientOut:
    """Raises ConsentRequired, PatientNotFound."""
    patient = await keeping.find(session, user_id, patient_id)
    return (await shown(session, [patient]))[0]


async def shown(session: AsyncSession, patients: Sequence[Patient]) -> list[PatientOut]:
    """For the customer whose account they are kept in."""
    named = await guardians.names(session, patients)
    return [
        PatientOut(
            id=patient.id,
            relation=cast("Relation", patient.relation),
            name=person.name,
            sex=person.sex,
            birth_date=person.birth_date,
            age=person.age,
            minor=person.minor,
            document=cast("Document", patient.document),
            id_number=person.masked_number,
            phone=person.masked_phone,
            allergies=unseal(patient, "allergies") or "",
            past_illnesses=unseal(patient, "past_illnesses") or "",
            guardian_id=patient.guardian_id if person.minor else None,
            guardian=named.get(patient.guardian_id or 0, "") if person.minor else "",
            name_fixed=await records.kept_until(session, patient.id) is not None,
        )
        for patient, person in ((patient, opened(patient)) for patient in patients)
    ]


async def for_staff(session: AsyncSession, patients: Sequence[Patient]) -> list[StaffPatientOut]:
    """Masked."""
    named = await guardians.names(session, patients)
    return [
        StaffPatientOut(
            id=patient.id,
            name=person.masked_name,
            sex=person.sex,
            age=person.age,
            minor=person.minor,
            relation=cast("Relation", patient.relation),
            document=cast("Document", patient.document),
            id_number=person.masked_number,
            phone=person.masked_phone,
            guardian=mask_name(named.get(patient.guardian_id or 0, "")) if person.minor else "",
            created_at=patient.created_at,
        )
        for patient, person in ((patient, opened(patient)) for patient in patients)
    ]


async def revealed(session: AsyncSession, patient: Patient) -> RevealedOut:
    """In full; see `reading.reveal`."""
    person = opened(patient)
    named = await guardians.names(session, [patient])
    return RevealedOut(
        id=patient.id,
        name=person.name,
        document=cast("Document", patient.document),
        id_number=person.id_number,
        birth_date=person.birth_date,
        phone=person.phone,
        guardian=named.get(patient.guardian_id or 0, "") if person.minor else "",
    )


def health(patient: Patient) -> HealthOut:
    return HealthOut(
        id=patient.id,
        allergies=unseal(patient, "allergies") or "",
        past_illnesses=unseal(patient, "past_illnesses") or "",
    )
