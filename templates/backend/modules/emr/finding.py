"""Which encounters a member of staff reaches, and what he may do with one."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit
from app.core.business import Scope
from app.core.staff import Staff
from app.modules.emr import signing
from app.modules.emr.errors import EncounterNotFound, EncounterNotYours
from app.modules.emr.models import Encounter, Version
from app.modules.emr.opening import READ, WRITE
from app.modules.emr.states import CANCELED, OPEN, SIGNED
from app.modules.patient.api import Look, NotYourPatient, Patient, PatientLocked, within_reach

SIGN, PRINT = "emr.sign", "emr.print"


class PatientsOfDoctors:
    """Who has an encounter with a doctor is his patient."""

    def patients(self, staff_id: int, scope: Scope) -> sa.Select[int]:
        del scope
        return sa.select(Encounter.patient_id).where(Encounter.doctor_id == staff_id, Encounter.status != CANCELED)


def reached(staff: Staff) -> sa.ColumnElement[bool]:
    """Condition: an encounter of a patient whose records he may read."""
    return Encounter.patient_id.in_(sa.select(Patient.id).where(within_reach(staff, READ)))


def in_use(staff: Staff, *permissions: str) -> sa.ColumnElement[bool]:
    """Condition: an encounter that one of the permissions goes to, of a patient who is not locked away."""
    reach = sa.or_(*(within_reach(staff, permission) for permission in permissions))
    return Encounter.patient_id.in_(sa.select(Patient.id).where(reach, Patient.locked_at.is_(None)))


async def find(session: AsyncSession, staff: Staff, encounter_id: int) -> Encounter:
    """To read it. Raises EncounterNotFound, NotYourPatient, PatientLocked."""
    wanted = sa.select(Encounter).where(Encounter.id == encounter_id, reached(staff))
    encounter = await session.scalar(wanted, execution_options={"populate_existing": True})
    if encounter is None:
        raise EncounterNotFound if staff.scope(READ) == "all" else NotYourPatient
    await check_in_use(session, encounter)
    return encounter


async def his_own(session: AsyncSession, staff: Staff, encounter_id: int) -> Encounter:
    """To write it: locked, for its own doctor.

    Raises EncounterNotFound, EncounterNotYours, also for one that there is not where he reads his own only, and
    PatientLocked.
    """
    wanted = sa.select(Encounter).where(Encounter.id == encounter_id).with_for_update()
    encounter = await session.scalar(wanted, execution_options={"populate_existing": True})
    if encounter is None and staff.scope(READ) == "all":
        raise EncounterNotFound
    if encounter is None or encounter.doctor_id != staff.id:
        raise EncounterNotYours
    await check_in_use(session, encounter)
    return encounter


async def check_in_use(session: AsyncSession, encounter: Encounter) -> None:
    """Raises PatientLocked."""
    locked = sa.select(Patient.locked_at).where(Patient.id == encounter.patient_id)
    if await session.scalar(locked) is not None:
        raise PatientLocked


async def versions(session: AsyncSession, encounter: Encounter) -> list[Version]:
    """The oldest first, as they were signed. Raises RecordTampered."""
    his = sa.select(Version).where(Version.encounter_id == encounter.id).order_by(Version.number)
    rows = list(await session.scalars(his, execution_options={"populate_existing": True}))
    signing.check(encounter, rows)
    return rows


def can(encounter: Encounter, staff: Staff) -> list[str]:
    """What its state, its doctor and the reader's permissions leave."""
    if encounter.doctor_id != staff.id:
        return []
    actions = {OPEN: (("write", WRITE), ("sign", SIGN), ("cancel", WRITE)), SIGNED: (("amend", SIGN),)}
    return [action for action, permission in actions.get(encounter.status, ()) if staff.can(permission)]


async def note(session: AsyncSession, staff: Staff, encounter_id: int, why: Look) -> None:
    """Put on record that somebody reads."""
    await audit.record(session, staff.actor, READ, "encounter", encounter_id, reason=why.reason, note=why.note)


async def revisions(session: AsyncSession, encounter_ids: Collection[int]) -> dict[int, int]:
    """How often the draft of each was saved."""
    first = sa.and_(Version.encounter_id.in_(encounter_ids), Version.number == 1)
    return dict((await session.execute(sa.select(Version.encounter_id, Version.revision).where(first))).all())
