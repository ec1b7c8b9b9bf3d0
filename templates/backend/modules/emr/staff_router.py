"""Encounters for staff: opened, written, signed, amended, and read for a reason."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce, repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.emr import finding, opening, queries, record, writing
from app.modules.emr.errors import (
    DoctorUnknown,
    EncounterIncomplete,
    EncounterMoved,
    EncounterNotFound,
    EncounterNotYours,
    EncounterOutdated,
    RecordTampered,
    Signed,
)
from app.modules.emr.schemas import (
    AmendIn,
    EncounterDetail,
    EncounterOut,
    Kept,
    OpenIn,
    SaveIn,
    SignIn,
    Status,
)
from app.modules.patient.api import Look, NotYourPatient, PatientLocked, PatientNotFound

router = APIRouter(prefix="/staff/encounters", tags=["员工·病历"])

READ, WRITE, SIGN = require(opening.READ), require(opening.WRITE), require(finding.SIGN)
OWN = (EncounterNotFound, EncounterNotYours, PatientLocked, EncounterOutdated, RecordTampered)
READS = raises(EncounterNotFound, NotYourPatient, PatientLocked, RecordTampered)


@router.get("", dependencies=[READ], summary="就诊列表")
async def page(
    staff: CurrentStaff,
    database: DatabaseDep,
    page: PageDep,
    patient_id: Annotated[Id | None, Query()] = None,
    status: Annotated[Status | None, Query()] = None,
) -> Page[EncounterOut]:
    async with database.read() as session:
        return await queries.page_of(session, staff, page, patient_id=patient_id, status=status)


@router.post(
    "",
    status_code=201,
    response_model=Kept,
    dependencies=[require(opening.OPENS)],
    responses=raises(PatientNotFound, NotYourPatient, PatientLocked, DoctorUnknown),
    summary="登记就诊",
)
async def open_one(body: OpenIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> Kept:
        return Kept(id=await opening.open_by(session, staff, body))

    return await once.run(database, work, status=201)


@router.get("/{encounter_id}", dependencies=[READ], responses=READS, summary="查看病历")
async def detail(
    encounter_id: Id, why: Annotated[Look, Query()], staff: CurrentStaff, database: DatabaseDep
) -> EncounterDetail:
    async with database.begin() as session:
        return await queries.read(session, staff, encounter_id, why)


@router.get(
    "/{encounter_id}/record",
    dependencies=[READ, require(finding.PRINT)],
    response_class=Response,
    responses={200: {"content": {record.PDF: {}}}, **READS},
    summary="门诊病历（PDF）",
)
async def as_pdf(
    encounter_id: Id, why: Annotated[Look, Query()], staff: CurrentStaff, database: DatabaseDep
) -> Response:
    async with database.begin() as session:
        shown = await queries.read(session, staff, encounter_id, why)
    signed = [version for version in shown.record if version.signed_at is not None]
    if not signed:
        raise EncounterNotFound
    return await record.answer(record.Paper(shown.number, shown.name, shown.about, shown.doctor, signed))


@router.put(
    "/{encounter_id}", dependencies=[WRITE], responses=raises(*OWN, Signed, EncounterMoved), summary="保存病历草稿"
)
async def save(encounter_id: Id, body: SaveIn, staff: CurrentStaff, database: DatabaseDep) -> EncounterDetail:
    async with database.begin() as session:
        return await queries.detail(session, staff, await writing.save(session, staff, encounter_id, body))


@router.post(
    "/{encounter_id}/sign",
    dependencies=[SIGN],
    responses=raises(*OWN, Signed, EncounterMoved, EncounterIncomplete),
    summary="签名",
    openapi_extra=repeatable("leaves one state, once"),
)
async def sign(encounter_id: Id, body: SignIn, staff: CurrentStaff, database: DatabaseDep) -> EncounterDetail:
    async with database.begin() as session:
        return await queries.detail(session, staff, await writing.sign(session, staff, encounter_id, body.revision))


@router.post(
    "/{encounter_id}/amend",
    dependencies=[SIGN],
    responses=raises(*OWN, EncounterMoved, EncounterIncomplete),
    summary="更正：另出一版",
    openapi_extra=repeatable("a version is the base of one other, once"),
)
async def amend(encounter_id: Id, body: AmendIn, staff: CurrentStaff, database: DatabaseDep) -> EncounterDetail:
    async with database.begin() as session:
        return await queries.detail(session, staff, await writing.amend(session, staff, encounter_id, body))


@router.post(
    "/{encounter_id}/cancel",
    dependencies=[WRITE],
    responses=raises(*OWN, Signed, EncounterMoved),
    summary="作废误开的就诊",
    openapi_extra=repeatable("leaves one state, once"),
)
async def cancel(encounter_id: Id, staff: CurrentStaff, database: DatabaseDep) -> EncounterDetail:
    async with database.begin() as session:
        return await queries.detail(session, staff, await writing.cancel(session, staff, encounter_id))
