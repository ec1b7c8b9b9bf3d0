"""Opening encounters: by reception, by a doctor himself, or for what brought the patient here."""

import secrets
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.emr import EncounterOpened
from app.core import audit, clock
from app.core.database import upsert
from app.core.events import emit
from app.core.staff import Staff
from app.core.staff.model import StaffAccount
from app.core.staff.roles import scope_of
from app.modules.emr.errors import DoctorUnknown
from app.modules.emr.models import Encounter, Version
from app.modules.emr.schemas import OpenIn
from app.modules.emr.states import ENCOUNTER
from app.modules.emr.telling import told
from app.modules.patient.api import NotYourPatient, Patient, PatientLocked, PatientNotFound, within_reach

OPENS, READ, WRITE = "emr.open", "emr.read", "emr.write"


async def open_encounter(
    session: AsyncSession, patient_id: int, doctor_id: int, source_key: str | None = None
) -> Encounter:
    """A new encounter with an empty draft, or the one that `source_key` has already.

    Raises PatientNotFound, PatientLocked, DoctorUnknown.
    """
    await _check_patient(session, patient_id)
    await check_doctor(session, doctor_id)
    row = {
        "number": f"E{clock.now():%Y%m%d}{secrets.randbelow(10**8):08d}",
        "patient_id": patient_id,
        "doctor_id": doctor_id,
        "status": ENCOUNTER.initial,
        "source_key": source_key,
        "versions": 0,
        "opened_at": clock.now(),
    }
    insert = upsert(session, Encounter).values(row).on_conflict_do_nothing(index_elements=["source_key"])
    opened = await session.scalar(insert.returning(Encounter.id))
    if opened is None:
        same = sa.select(Encounter).where(Encounter.source_key == source_key)
        return (await session.scalars(same)).one()
    encounter = await session.get_one(Encounter, opened, populate_existing=True)
    draft = Version(encounter_id=opened, number=1, author_id=doctor_id, written_at=clock.now())
    session.add(draft)
    await session.flush()
    await emit(session, await told(session, encounter, EncounterOpened))
    return encounter


async def open_by(session: AsyncSession, staff: Staff, body: OpenIn) -> int:
    """Who reads the records of his own patients only cannot make somebody his own by this.

    Raises NotYourPatient, and what `open_encounter` does.
    """
    doctor_id = body.doctor_id or staff.id
    await check_doctor(session, doctor_id)
    reach = [OPENS] if doctor_id != staff.id else [OPENS, READ]
    if not await _is_reached(session, staff, body.patient_id, reach):
        raise NotYourPatient
    encounter = await open_encounter(session, body.patient_id, doctor_id)
    await audit.record(session, staff.actor, OPENS, "encounter", encounter.id)
    return encounter.id


async def _is_reached(session: AsyncSession, staff: Staff, patient_id: int, permissions: Sequence[str]) -> bool:
    """Whether all of these permissions go to the patient; those that go everywhere go to who is not there."""
    narrow = [within_reach(staff, permission) for permission in permissions if staff.scope(permission) != "all"]
    his = sa.select(Patient.id).where(Patient.id == patient_id, *narrow)
    return not narrow or await session.scalar(his) is not None


async def _check_patient(session: AsyncSession, patient_id: int) -> None:
    """He stays what he is until the transaction ends. Raises PatientNotFound, PatientLocked."""
    wanted = sa.select(Patient).where(Patient.id == patient_id).with_for_update(read=True)
    patient = await session.scalar(wanted, execution_options={"populate_existing": True})
    if patient is None:
        raise PatientNotFound
    if patient.locked_at is not None:
        raise PatientLocked


async def check_doctor(session: AsyncSession, staff_id: int) -> StaffAccount:
    """Raises DoctorUnknown for who is not here any more, or writes no records."""
    account = await session.get(StaffAccount, staff_id)
    if account is None or not account.active or scope_of([held.role for held in account.roles], WRITE) is None:
        raise DoctorUnknown
    return account


async def doctors(session: AsyncSession) -> list[StaffAccount]:
    """Whoever writes records."""
    active = sa.select(StaffAccount).where(StaffAccount.active).order_by(StaffAccount.id)
    return [
        account
        for account in await session.scalars(active)
        if scope_of([held.role for held in account.roles], WRITE) is not None
    ]


class OpensEncounters:
    """The port by which others bring patient and doctor together."""

    async def open(self, session: AsyncSession, *, patient_id: int, doctor_id: int, source_key: str) -> int | None:
        """Raises PatientNotFound, PatientLocked, DoctorUnknown."""
        return (await open_encounter(session, patient_id, doctor_id, source_key)).id
