"""Staff who look at a patient: how far their permissions reach, and on record with the reason for each look."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.patient import CARE
from app.core import audit
from app.core.identity_number import normal
from app.core.pagination import Page, PageQuery, paginate
from app.core.staff import Staff
from app.core.staff.principal import Forbidden
from app.modules.patient import keeping, queries
from app.modules.patient.errors import NotYourPatient, PatientLocked, PatientNotFound
from app.modules.patient.models import Patient
from app.modules.patient.schemas import CorrectIn, Look, StaffPatientList, StaffPatientOut

READ, HEALTH, REVEAL, CORRECT = "patient.read", "patient.health", "patient.reveal", "patient.correct"

MOST_FOUND = 20


def within_reach(staff: Staff, permission: str) -> sa.ColumnElement[bool]:
    """Condition: somebody whose permission ends at his own patients, or his store's, looks after this one."""
    scope = staff.scope(permission)
    if scope == "all":
        return sa.true()
    if scope is None:
        return sa.false()
    return sa.or_(sa.false(), *(Patient.id.in_(care.patients(staff.id, scope)) for care in CARE.all()))


def visible(staff: Staff, permission: str = READ) -> sa.ColumnElement[bool]:
    """Condition: within reach, and not locked away."""
    return sa.and_(within_reach(staff, permission), Patient.locked_at.is_(None))


async def find(session: AsyncSession, staff: Staff, patient_id: int, permission: str) -> Patient:
    """Raises Forbidden without the permission, PatientNotFound, NotYourPatient, PatientLocked."""
    scope = staff.scope(permission)
    if scope is None:
        raise Forbidden(permission=permission)
    wanted = sa.and_(Patient.id == patient_id, within_reach(staff, permission))
    patient = await session.scalar(sa.select(Patient).where(wanted))
    if patient is None:
        raise PatientNotFound if scope == "all" else NotYourPatient
    if patient.locked_at is not None:
        raise PatientLocked
    return patient


async def note(session: AsyncSession, staff: Staff, action: str, patient_id: int, look: Look) -> None:
    """Put a look on record."""
    await audit.record(session, staff.actor, action, "patient", patient_id, reason=look.reason, note=look.note)


async def page_of(session: AsyncSession, staff: Staff, page: PageQuery) -> Page[StaffPatientOut]:
    """Newest first. Raises CursorInvalid."""
    rows, cursor = await paginate(session, sa.select(Patient).where(visible(staff)), page, key=[Patient.id])
    return Page(items=await queries.for_staff(session, rows), next_cursor=cursor)


async def found(session: AsyncSession, staff: Staff, text: str) -> StaffPatientList:
    """Those who are called exactly that, or have that phone or document."""
    rows = await session.scalars(
        sa.select(Patient).where(visible(staff), matches(text)).order_by(Patient.id.desc()).limit(MOST_FOUND)
    )
    return StaffPatientList(items=await queries.for_staff(session, rows.all()))


def matches(text: str) -> sa.ColumnElement[bool]:
    """Whole names and numbers only: parts of them would give away the rest."""
    return sa.or_(
        Patient.name_index == keeping.name_mark(text),
        Patient.phone_index == keeping.phone_mark(text),
        Patient.person_index.in_(keeping.person_marks(normal(text))),
    )


async def look(session: AsyncSession, staff: Staff, patient_id: int, why: Look, permission: str) -> Patient:
    """The patient for somebody who holds the permission, and the look on record.

    Raises Forbidden, PatientNotFound, NotYourPatient, PatientLocked.
    """
    patient = await find(session, staff, patient_id, permission)
    await note(session, staff, permission, patient_id, why)
    return patient


async def correct(session: AsyncSession, staff: Staff, patient_id: int, body: CorrectIn) -> Patient:
    """Raises what `look` and `keeping.correct` do."""
    patient = await look(session, staff, patient_id, body, CORRECT)
    await keeping.correct(session, patient, body)
    return patient
