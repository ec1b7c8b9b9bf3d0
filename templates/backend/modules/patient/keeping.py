"""Whom a customer keeps as patients. One change of an account at a time: the customer's row is the lock."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock, identity_number
from app.core.crypto import blind_index, seal
from app.core.database import upsert
from app.core.privacy import require_consent
from app.modules.identity.api import lock_user
from app.modules.patient import guardians, records
from app.modules.patient.errors import (
    GuardianRequired,
    HolderFirst,
    HolderFixed,
    HolderMinor,
    HolderNeeded,
    NumberWrong,
    PatientExists,
    PatientFixed,
    PatientInUse,
    PatientNotFound,
    TooManyPatients,
)
from app.modules.patient.models import Patient
from app.modules.patient.persons import CHILD, DOCUMENTS, OF_AGE, age_on, opened, today
from app.modules.patient.purposes import CHILDREN, HEALTH
from app.modules.patient.schemas import CorrectIn, PatientChange, PatientIn
from app.modules.patient.settings import PatientSettings

HOLDER = "self"


async def listed(session: AsyncSession, user_id: int) -> Sequence[Patient]:
    """Those in use, the holder first. Raises ConsentRequired."""
    await require_consent(session, user_id, HEALTH.id)
    return await in_use(session, user_id)


async def in_use(session: AsyncSession, user_id: int) -> Sequence[Patient]:
    mine = sa.select(Patient).where(Patient.user_id == user_id, Patient.locked_at.is_(None))
    return (await session.scalars(mine.order_by((Patient.relation != HOLDER), Patient.id))).all()


async def find(session: AsyncSession, user_id: int, patient_id: int) -> Patient:
    """Raises ConsentRequired, PatientNotFound."""
    await require_consent(session, user_id, HEALTH.id)
    return await _own(session, user_id, patient_id)


async def _own(session: AsyncSession, user_id: int, patient_id: int) -> Patient:
    """Raises PatientNotFound."""
    wanted = sa.and_(Patient.id == patient_id, Patient.user_id == user_id, Patient.locked_at.is_(None))
    patient = await session.scalar(sa.select(Patient).where(wanted), execution_options={"populate_existing": True})
    if patient is None:
        raise PatientNotFound
    return patient


async def add(session: AsyncSession, user_id: int, body: PatientIn) -> int:
    """The new patient's id. Who was locked away under the same document comes back with his records.

    Raises ConsentRequired, HolderFirst, HolderMinor, PatientExists, PatientFixed, TooManyPatients, GuardianRequired,
    GuardianUnfit, GuardianConsentRequired.
    """
    await lock_user(session, user_id)
    await require_consent(session, user_id, HEALTH.id)
    assert body.birth_date is not None  # noqa: S101  # the schema sees to it
    age = age_on(today(), body.birth_date)
    if age < CHILD:
        await require_consent(session, user_id, CHILDREN.id)
    there = await in_use(session, user_id)
    await _check_holder(there, body, age)
    guardian_id = await guardians.of_minor(session, user_id, body) if age < OF_AGE else None
    if len(there) >= (limit := PatientSettings.load().max_patients):
        raise TooManyPatients(limit=limit)
    patient = await _row(session, user_id, body)
    if patient.kept_until is not None and opened(patient).name != body.name:
        raise PatientFixed
    patient.relation, patient.locked_at, patient.kept_until = body.relation, None, None
    patient.guardian_id, patient.guardian_agreed_at = guardian_id, clock.now() if guardian_id else None
    _seal(patient, body)
    await session.flush()
    return patient.id


async def _check_holder(there: Sequence[Patient], body: PatientIn, age: int) -> None:
    """Raises HolderFirst, HolderMinor, PatientExists."""
    holder = next((patient for patient in there if patient.relation == HOLDER), None)
    if body.relation != HOLDER:
        if holder is None:
            raise HolderFirst
        return
    if holder is not None:
        raise PatientExists(id=holder.id)
    if age < OF_AGE:
        raise HolderMinor


async def _row(session: AsyncSession, user_id: int, body: PatientIn) -> Patient:
    """The row of a human being in this account, new or locked away until now; nobody deletes it meanwhile.

    Raises PatientExists.
    """
    mark = _person_mark(body.document, body.id_number)
    values = {
        "user_id": user_id,
        "relation": body.relation,
        "document": body.document,
        "person_index": mark,
        "name_index": "",
        "phone_index": "",
        "created_at": clock.now(),
        "locked_at": clock.now(),  # until everything is sealed: a second holder meets the index then
    }
    there = upsert(session, Patient).values(values)
    there = there.on_conflict_do_update(index_elements=["user_id", "person_index"], set_={"user_id": user_id})  # locked
    await session.execute(there)
    same = sa.select(Patient).where(Patient.user_id == user_id, Patient.person_index == mark)
    patient = (await session.scalars(same, execution_options={"populate_existing": True})).one()
    if patient.locked_at is None:
        raise PatientExists(id=patient.id)
    return patient


async def change(session: AsyncSession, user_id: int, patient_id: int, body: PatientChange) -> Patient:
    """Raises ConsentRequired, PatientNotFound, HolderFixed, PatientFixed, GuardianRequired, GuardianUnfit,
    GuardianConsentRequired.
    """
    await lock_user(session, user_id)
    patient = await find(session, user_id, patient_id)
    person = opened(patient)
    if person.child:
        await require_consent(session, user_id, CHILDREN.id)
    if (patient.relation == HOLDER) != (body.relation == HOLDER):
        raise HolderFixed
    if body.name not in (None, person.name) and await records.kept_until(session, patient_id):
        raise PatientFixed
    if person.minor:
        await guardians.change(session, patient, body)
    patient.relation = body.relation
    _seal(patient, body)
    await session.flush()
    return patient


async def correct(session: AsyncSession, patient: Patient, body: CorrectIn) -> None:
    """What staff mend after they have seen the document: also where there are records, and so nobody else may.

    Raises NumberWrong, GuardianRequired where it makes somebody a minor, and PatientExists.
    """
    await lock_user(session, patient.user_id)
    if body.name is not None:
        seal(patient, "name", body.name)
        patient.name_index = name_mark(body.name)
    if body.id_number is not None:
        await _correct_number(session, patient, identity_number.normal(body.id_number))
    await session.flush()


async def _correct_number(session: AsyncSession, patient: Patient, number: str) -> None:
    """Raises NumberWrong, GuardianRequired, PatientExists."""
    if patient.document == "resident_id":
        told = identity_number.told_by(number)
        if told is None or told.birth_date > today():
            raise NumberWrong
        if age_on(today(), told.birth_date) < OF_AGE and patient.guardian_id is None:
            raise GuardianRequired
        seal(patient, "birth_date", str(told.birth_date))
        seal(patient, "sex", told.sex)
    patient.person_index = _person_mark(patient.document, number)
    seal(patient, "id_number", number)
    try:
        async with session.begin_nested():
            await session.flush()
    except IntegrityError:
        raise PatientExists from None


async def remove(session: AsyncSession, user_id: int, patient_id: int) -> datetime | None:
    """Take somebody out of the account: until when he is kept, locked away; None when he is deleted.

    Raises PatientNotFound, HolderNeeded, GuardianNeeded, PatientInUse.
    """
    await lock_user(session, user_id)
    patient = await _own(session, user_id, patient_id)
    others = [one for one in await in_use(session, user_id) if one.id != patient_id]
    if patient.relation == HOLDER and others:
        raise HolderNeeded
    await guardians.check_not_needed(patient_id, others)
    if reasons := await records.unfinished(session, [patient_id]):
        raise PatientInUse(reasons=reasons)
    return await records.put_away(session, patient)


def _seal(patient: Patient, body: PatientIn | PatientChange) -> None:
    """What is null is left as it is."""
    for column in ("name", "phone", "allergies", "past_illnesses"):
        if (value := getattr(body, column)) is not None:
            seal(patient, column, value)
    if isinstance(body, PatientIn):
        seal(patient, "id_number", body.id_number)
        seal(patient, "birth_date", str(body.birth_date))
        seal(patient, "sex", body.sex)
    if body.name is not None:
        patient.name_index = name_mark(body.name)
    if body.phone is not None:
        patient.phone_index = phone_mark(body.phone)


def name_mark(name: str) -> str:
    return blind_index(Patient.name_index, "".join(name.split()))


def phone_mark(phone: str) -> str:
    """Of the last eleven digits: people write the country's code, or do not."""
    return blind_index(Patient.phone_index, "".join(digit for digit in phone if digit.isdecimal())[-11:])


def person_marks(id_number: str) -> list[str]:
    """One for each kind of document that the number may be of."""
    return [_person_mark(document, id_number) for document in DOCUMENTS]


def _person_mark(document: str, id_number: str) -> str:
    return blind_index(Patient.person_index, f"{document}:{id_number}")
