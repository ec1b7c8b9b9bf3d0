"""Their own records, for patients."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.core.auth import CurrentUser
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.privacy import ConsentRequired
from app.modules.emr import queries, record
from app.modules.emr.errors import EncounterNotFound, RecordTampered
from app.modules.emr.schemas import MyEncounterDetail, MyEncounterOut

router = APIRouter(prefix="/me/encounters", tags=["我的病历"])

OfPatient = Annotated[Id | None, Query(description="只看这位就诊人的")]
READS = raises(ConsentRequired, EncounterNotFound, RecordTampered)


@router.get("", responses=raises(ConsentRequired, RecordTampered), summary="我的病历")
async def page(
    user: CurrentUser, database: DatabaseDep, page: PageDep, patient_id: OfPatient = None
) -> Page[MyEncounterOut]:
    async with database.read() as session:
        return await queries.mine(session, user.id, page, patient_id)


@router.get("/{encounter_id}", responses=READS, summary="就诊记录")
async def detail(encounter_id: Id, user: CurrentUser, database: DatabaseDep) -> MyEncounterDetail:
    async with database.read() as session:
        return await queries.my_one(session, user.id, encounter_id)


@router.get(
    "/{encounter_id}/record",
    response_class=Response,
    responses={200: {"content": {record.PDF: {}}}, **READS},
    summary="门诊病历（PDF）",
)
async def as_pdf(encounter_id: Id, user: CurrentUser, database: DatabaseDep) -> Response:
    async with database.read() as session:
        shown = await queries.my_one(session, user.id, encounter_id)
    return await record.answer(record.Paper(shown.number, shown.patient, shown.about, shown.doctor, shown.record))
