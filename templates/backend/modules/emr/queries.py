"""Reading records: staff within their reach, and whose they are."""

from collections.abc import Sequence
from typing import cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.crypto import unseal
from app.core.pagination import Page, PageQuery, paginate
from app.core.privacy import require_consent
from app.core.staff import Staff
from app.core.staff.model import StaffAccount
from app.modules.emr import finding, signing
from app.modules.emr.errors import EncounterNotFound
from app.modules.emr.models import Encounter, Version
from app.modules.emr.opening import READ
from app.modules.emr.schemas import (
    EncounterDetail,
    EncounterOut,
    MyEncounterDetail,
    MyEncounterOut,
    Status,
    VersionOut,
)
from app.modules.emr.states import LABELS, SIGNED
from app.modules.patient.api import HEALTH, SEXES, Look, Patient, Person, masked_names, opened

Names = dict[int, str]


async def doctors_of(session: AsyncSession, encounters: Sequence[Encounter], versions: Sequence[Version] = ()) -> Names:
    ids = {one.doctor_id for one in encounters} | {one.author_id for one in versions}
    rows = await session.execute(sa.select(StaffAccount.id, StaffAccount.name).where(StaffAccount.id.in_(ids)))
    return dict(rows.all())


async def brief(session: AsyncSession, staff: Staff, encounters: Sequence[Encounter]) -> list[EncounterOut]:
    """For lists of staff."""
    doctors = await doctors_of(session, encounters)
    patients = await masked_names(session, {one.patient_id for one in encounters})
    return [
        EncounterOut(
            id=one.id,
            number=one.number,
            patient_id=one.patient_id,
            patient=patients[one.patient_id],
            doctor_id=one.doctor_id,
            doctor=doctors[one.doctor_id],
            status=cast("Status", one.status),
            status_label=LABELS[one.status],
            versions=one.versions,
            opened_at=one.opened_at,
            signed_at=one.signed_at,
            can=finding.can(one, staff),
        )
        for one in encounters
    ]


async def page_of(
    session: AsyncSession, staff: Staff, page: PageQuery, *, patient_id: int | None, status: str | None
) -> Page[EncounterOut]:
    """Newest first. Raises CursorInvalid."""
    statement = sa.select(Encounter).where(finding.in_use(staff, READ))
    if patient_id is not None:
        statement = statement.where(Encounter.patient_id == patient_id)
    if status is not None:
        statement = statement.where(Encounter.status == status)
    rows, cursor = await paginate(session, statement, page, key=[Encounter.id])
    return Page(items=await brief(session, staff, rows), next_cursor=cursor)


async def read(session: AsyncSession, staff: Staff, encounter_id: int, why: Look) -> EncounterDetail:
    """The record, and the look on record. Raises EncounterNotFound, NotYourPatient, PatientLocked, RecordTampered."""
    encounter = await finding.find(session, staff, encounter_id)
    shown = await detail(session, staff, encounter)
    await finding.note(session, staff, encounter_id, why)
    return shown


async def detail(session: AsyncSession, staff: Staff, encounter: Encounter) -> EncounterDetail:
    """A draft is shown to its own doctor only. Raises RecordTampered."""
    rows = await finding.versions(session, encounter)
    doctors = await doctors_of(session, [encounter], rows)
    seen = [row for row in rows if row.signed_at is not None or row.author_id == staff.id]
    patient = await session.get_one(Patient, encounter.patient_id)
    person = opened(patient)
    (out,) = await brief(session, staff, [encounter])
    return EncounterDetail(
        **out.model_dump(),
        name=person.name,
        about=about(person),
        allergies=unseal(patient, "allergies") or "",
        past_illnesses=unseal(patient, "past_illnesses") or "",
        revision=rows[-1].revision if rows else 0,
        record=[version_out(row, doctors) for row in reversed(seen)],
    )


def about(person: Person) -> str:
    return f"{SEXES[person.sex]} · {person.age} 岁"


def version_out(version: Version, doctors: Names) -> VersionOut:
    return VersionOut(
        number=version.number,
        author=doctors[version.author_id],
        why=unseal(version, "why") or "",
        signed_at=version.signed_at,
        chart=signing.chart_of(version),
    )


def _mine(user_id: int) -> sa.ColumnElement[bool]:
    """Condition: a signed encounter of one of the customer's patients."""
    patients = sa.select(Patient.id).where(Patient.user_id == user_id, Patient.locked_at.is_(None))
    return sa.and_(Encounter.status == SIGNED, Encounter.patient_id.in_(patients))


async def mine(session: AsyncSession, user_id: int, page: PageQuery, patient_id: int | None) -> Page[MyEncounterOut]:
    """Newest first. Raises ConsentRequired, CursorInvalid, RecordTampered."""
    await require_consent(session, user_id, HEALTH.id)
    statement = sa.select(Encounter).where(_mine(user_id))
    if patient_id is not None:
        statement = statement.where(Encounter.patient_id == patient_id)
    rows, cursor = await paginate(session, statement, page, key=[Encounter.id])
    items = [_my_brief(await my_detail(session, row)) for row in rows]
    return Page(items=items, next_cursor=cursor)


def _my_brief(detail: MyEncounterDetail) -> MyEncounterOut:
    return MyEncounterOut(**detail.model_dump(exclude={"about", "record"}))


async def my_one(session: AsyncSession, user_id: int, encounter_id: int) -> MyEncounterDetail:
    """Raises ConsentRequired, EncounterNotFound, RecordTampered."""
    await require_consent(session, user_id, HEALTH.id)
    encounter = await session.scalar(sa.select(Encounter).where(Encounter.id == encounter_id, _mine(user_id)))
    if encounter is None:
        raise EncounterNotFound
    return await my_detail(session, encounter)


async def my_detail(session: AsyncSession, encounter: Encounter) -> MyEncounterDetail:
    """For the customer, of a signed one. Raises RecordTampered."""
    rows = await finding.versions(session, encounter)
    doctors = await doctors_of(session, [encounter], rows)
    record = [version_out(row, doctors) for row in reversed(rows)]
    main = record[0].chart.main
    signed_at = encounter.signed_at
    person = opened(await session.get_one(Patient, encounter.patient_id))
    assert main is not None  # noqa: S101  # nobody signs without
    assert signed_at is not None  # noqa: S101  # the caller found a signed one
    return MyEncounterDetail(
        id=encounter.id,
        number=encounter.number,
        patient_id=encounter.patient_id,
        patient=person.name,
        about=about(person),
        doctor=doctors[encounter.doctor_id],
        opened_at=encounter.opened_at,
        signed_at=signed_at,
        diagnosis=main.text,
        amended=encounter.versions > 1,
        record=record,
    )
