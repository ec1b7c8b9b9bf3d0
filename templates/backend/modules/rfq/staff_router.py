"""Requests for quotation, for staff."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce, repeatable
from app.core.ids import Id
from app.core.media import Upload
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.rfq import asking, awarding, files, queries
from app.modules.rfq.errors import (
    AwardWrong,
    FileInvalid,
    FileNotFound,
    QuoteExpired,
    RfqIncomplete,
    RfqMoved,
    RfqNotFound,
    TooManyFiles,
)
from app.modules.rfq.schemas import AwardIn, Comparison, FileOut, Kept, ReasonIn, RfqBrief, RfqDetail, RfqIn
from app.modules.supplier.api import SupplierNotActive, SupplierNotFound

router = APIRouter(prefix="/staff/rfqs", tags=["店员·询价"])

READ = require("rfq.read")
EDIT = require("rfq.edit")
MOVES = raises(RfqNotFound, RfqMoved)
ONCE = repeatable("leaves one state, once")


class AwardIds(BaseModel):
    award_ids: list[int]


@router.get("", summary="询价列表", dependencies=[READ])
async def page(
    database: DatabaseDep,
    page: PageDep,
    status: Annotated[Literal["draft", "open", "closed", "awarded", "canceled"] | None, Query()] = None,
) -> Page[RfqBrief]:
    async with database.read() as session:
        return await queries.page_of(session, page, status)


@router.post(
    "",
    status_code=201,
    response_model=Kept,
    summary="新建询价",
    dependencies=[EDIT],
    responses=raises(SupplierNotFound, SupplierNotActive),
)
async def create(body: RfqIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> Kept:
        return Kept(id=(await asking.create(session, staff.actor, body)).id)

    return await once.run(database, work, status=201)


@router.get("/{rfq_id}", summary="询价详情", dependencies=[READ], responses=raises(RfqNotFound))
async def detail(rfq_id: Id, staff: CurrentStaff, database: DatabaseDep) -> RfqDetail:
    async with database.read() as session:
        return await queries.detail(session, staff, rfq_id)


@router.put(
    "/{rfq_id}",
    summary="修改询价；报价中的会改版",
    dependencies=[EDIT],
    responses=raises(RfqNotFound, RfqMoved, RfqIncomplete, SupplierNotFound, SupplierNotActive),
)
async def change(rfq_id: Id, body: RfqIn, staff: CurrentStaff, database: DatabaseDep) -> RfqDetail:
    async with database.begin() as session:
        await asking.change(session, staff.actor, rfq_id, body)
        return await queries.detail(session, staff, rfq_id)


@router.post(
    "/{rfq_id}/open",
    summary="发出询价",
    dependencies=[EDIT],
    responses=raises(RfqNotFound, RfqMoved, RfqIncomplete),
    openapi_extra=ONCE,
)
async def open_up(rfq_id: Id, staff: CurrentStaff, database: DatabaseDep) -> RfqDetail:
    async with database.begin() as session:
        await asking.open_up(session, staff.actor, rfq_id)
        return await queries.detail(session, staff, rfq_id)


@router.post("/{rfq_id}/close", summary="提前截止", dependencies=[EDIT], responses=MOVES, openapi_extra=ONCE)
async def close(rfq_id: Id, staff: CurrentStaff, database: DatabaseDep) -> RfqDetail:
    async with database.begin() as session:
        await asking.close(session, staff.actor, rfq_id)
        return await queries.detail(session, staff, rfq_id)


@router.post("/{rfq_id}/cancel", summary="取消询价", dependencies=[EDIT], responses=MOVES, openapi_extra=ONCE)
async def cancel(rfq_id: Id, body: ReasonIn, staff: CurrentStaff, database: DatabaseDep) -> RfqDetail:
    async with database.begin() as session:
        await asking.cancel(session, staff.actor, rfq_id, body.reason)
        return await queries.detail(session, staff, rfq_id)


@router.get("/{rfq_id}/comparison", summary="比价表", dependencies=[READ], responses=raises(RfqNotFound))
async def comparison(rfq_id: Id, database: DatabaseDep) -> Comparison:
    async with database.read() as session:
        return await queries.comparison(session, rfq_id)


@router.post(
    "/{rfq_id}/award",
    summary="定标",
    dependencies=[require("rfq.award")],
    responses=raises(RfqNotFound, RfqMoved, AwardWrong, QuoteExpired, SupplierNotFound, SupplierNotActive),
    openapi_extra=ONCE,
)
async def award(rfq_id: Id, body: AwardIn, staff: CurrentStaff, database: DatabaseDep) -> AwardIds:
    async with database.begin() as session:
        return AwardIds(award_ids=await awarding.award(session, staff.actor, rfq_id, body))


@router.post(
    "/{rfq_id}/files",
    status_code=201,
    summary="上传附件",
    dependencies=[EDIT],
    responses=raises(RfqNotFound, RfqMoved, FileInvalid, TooManyFiles),
    openapi_extra=repeatable("one more file, which can be seen"),
)
async def attach(rfq_id: Id, file: Upload, staff: CurrentStaff, database: DatabaseDep) -> FileOut:
    data = await file.read(files.LARGEST + 1)
    async with database.begin() as session:
        kept = await files.add(session, staff.actor, rfq_id, file.filename or "", data)
        return FileOut(id=kept.id, name=kept.name, kind=kept.kind)


@router.get(
    "/{rfq_id}/files/{file_id}",
    summary="附件",
    dependencies=[READ],
    response_class=Response,
    responses=raises(FileNotFound),
)
async def fetch(rfq_id: Id, file_id: Id, database: DatabaseDep) -> Response:
    async with database.read() as session:
        found = await files.get(session, rfq_id, file_id)
    return Response(found.data, media_type=found.kind, headers={"X-Content-Type-Options": "nosniff"})
