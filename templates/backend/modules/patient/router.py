"""A customer's patients: himself, and his family."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from app.core.auth import CurrentUser
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import UserOnce
from app.core.ids import Id
from app.core.privacy import ConsentRequired
from app.core.rate_limit import limit_user
from app.modules.patient import keeping, queries
from app.modules.patient.errors import (
    GuardianConsentRequired,
    GuardianNeeded,
    GuardianRequired,
    GuardianUnfit,
    HolderFirst,
    HolderFixed,
    HolderMinor,
    HolderNeeded,
    PatientExists,
    PatientFixed,
    PatientInUse,
    PatientNotFound,
    TooManyPatients,
)
from app.modules.patient.schemas import KeptPatient, PatientChange, PatientIn, PatientList, PatientOut, RemovedOut

router = APIRouter(prefix="/me/patients", tags=["就诊人"])

GUARDIANS = (GuardianRequired, GuardianUnfit, GuardianConsentRequired)


@router.get("", responses=raises(ConsentRequired), summary="就诊人")
async def listed(user: CurrentUser, database: DatabaseDep) -> PatientList:
    async with database.read() as session:
        return await queries.mine(session, user.id)


@router.post(
    "",
    status_code=201,
    response_model=PatientOut,
    dependencies=[limit_user("20/hour", "patient")],
    responses=raises(
        ConsentRequired,
        HolderFirst,
        HolderMinor,
        PatientExists,
        PatientFixed,
        TooManyPatients,
        *GUARDIANS,
        PatientNotFound,
    ),
    summary="添加就诊人",
)
async def add(body: PatientIn, user: CurrentUser, once: UserOnce, database: DatabaseDep) -> JSONResponse:
    async with database.begin() as session:
        kept = await once.replay(session)
        if kept is None:
            kept = await once.save(session, KeptPatient(id=await keeping.add(session, user.id, body)), status=201)
        out = await queries.one(session, user.id, KeptPatient.model_validate_json(bytes(kept.body)).id)
    return JSONResponse(out.model_dump(mode="json"), kept.status_code)


@router.get("/{patient_id}", responses=raises(ConsentRequired, PatientNotFound), summary="就诊人信息")
async def detail(patient_id: Id, user: CurrentUser, database: DatabaseDep) -> PatientOut:
    async with database.read() as session:
        return await queries.one(session, user.id, patient_id)


@router.put(
    "/{patient_id}",
    responses=raises(ConsentRequired, PatientNotFound, HolderFixed, PatientFixed, *GUARDIANS),
    summary="修改就诊人",
)
async def change(patient_id: Id, body: PatientChange, user: CurrentUser, database: DatabaseDep) -> PatientOut:
    async with database.begin() as session:
        patient = await keeping.change(session, user.id, patient_id, body)
        return (await queries.shown(session, [patient]))[0]


@router.delete(
    "/{patient_id}",
    responses=raises(PatientNotFound, HolderNeeded, GuardianNeeded, PatientInUse),
    summary="移除就诊人（依法须保存的记录封存到期）",
)
async def remove(patient_id: Id, user: CurrentUser, database: DatabaseDep) -> RemovedOut:
    async with database.begin() as session:
        return RemovedOut(kept_until=await keeping.remove(session, user.id, patient_id))
