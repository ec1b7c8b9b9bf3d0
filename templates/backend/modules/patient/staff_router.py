"""Patients for staff: masked, and every look at one on record with its reason."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.patient import queries, reading
from app.modules.patient.errors import (
    GuardianRequired,
    NotYourPatient,
    NumberWrong,
    PatientExists,
    PatientLocked,
    PatientNotFound,
)
from app.modules.patient.schemas import (
    CorrectIn,
    FindIn,
    HealthOut,
    Look,
    RevealedOut,
    StaffPatientList,
    StaffPatientOut,
)

router = APIRouter(prefix="/staff/patients", tags=["员工·就诊人"])

LOOKS = raises(PatientNotFound, NotYourPatient, PatientLocked)
ON_RECORD = repeatable("each look is on record")


@router.get("", dependencies=[require(reading.READ)], summary="就诊人（脱敏）")
async def page(staff: CurrentStaff, database: DatabaseDep, page: PageDep) -> Page[StaffPatientOut]:
    async with database.read() as session:
        return await reading.page_of(session, staff, page)


@router.post(
    "/find",
    dependencies=[require(reading.READ)],
    summary="按完整的姓名、手机号或证件号查找",
    openapi_extra=repeatable("only looks"),
)
async def find(body: FindIn, staff: CurrentStaff, database: DatabaseDep) -> StaffPatientList:
    async with database.read() as session:
        return await reading.found(session, staff, body.text)


@router.get("/{patient_id}", dependencies=[require(reading.READ)], responses=LOOKS, summary="查看就诊人（脱敏）")
async def detail(
    patient_id: Id, why: Annotated[Look, Query()], staff: CurrentStaff, database: DatabaseDep
) -> StaffPatientOut:
    async with database.begin() as session:
        patient = await reading.look(session, staff, patient_id, why, reading.READ)
        return (await queries.for_staff(session, [patient]))[0]


@router.post(
    "/{patient_id}/reveal",
    dependencies=[require(reading.REVEAL)],
    responses=LOOKS,
    summary="查看完整身份信息",
    openapi_extra=ON_RECORD,
)
async def reveal(patient_id: Id, body: Look, staff: CurrentStaff, database: DatabaseDep) -> RevealedOut:
    async with database.begin() as session:
        patient = await reading.look(session, staff, patient_id, body, reading.REVEAL)
        return await queries.revealed(session, patient)


@router.post(
    "/{patient_id}/health",
    dependencies=[require(reading.HEALTH)],
    responses=LOOKS,
    summary="查看过敏史与既往史",
    openapi_extra=ON_RECORD,
)
async def health(patient_id: Id, body: Look, staff: CurrentStaff, database: DatabaseDep) -> HealthOut:
    async with database.begin() as session:
        return queries.health(await reading.look(session, staff, patient_id, body, reading.HEALTH))


@router.post(
    "/{patient_id}/correct",
    dependencies=[require(reading.CORRECT)],
    responses={**LOOKS, **raises(PatientNotFound, PatientLocked, PatientExists, NumberWrong, GuardianRequired)},
    summary="更正姓名与证件号",
    openapi_extra=repeatable("the same afterwards"),
)
async def correct(patient_id: Id, body: CorrectIn, staff: CurrentStaff, database: DatabaseDep) -> StaffPatientOut:
    async with database.begin() as session:
        return (await queries.for_staff(session, [await reading.correct(session, staff, patient_id, body)]))[0]
