"""Batches, for staff."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce, repeatable
from app.core.ids import Id
from app.core.media import PictureTooLarge, Upload, media_url, read_upload
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.traceability import addresses, batches, labels, publishing, queries, reports
from app.modules.traceability.errors import (
    BatchHeld,
    BatchMoved,
    BatchNotFound,
    BatchNumberTaken,
    ChainBroken,
    ChainBusy,
    ItemMissing,
    ItemUnknown,
    ParentUnknown,
    ReportInvalid,
    ReportThere,
)
from app.modules.traceability.schemas import (
    BatchDetail,
    BatchIn,
    BatchOut,
    CheckOut,
    EventIn,
    FactsIn,
    Kept,
    ReasonIn,
    ReportOut,
)
from app.modules.traceability.settings import TraceabilitySettings

router = APIRouter(prefix="/staff/batches", tags=["店员·溯源"])

READ = require("traceability.read")
EDIT = require("traceability.edit")
PUBLISH = require("traceability.publish")
FOUND = raises(BatchNotFound)
PICTURE: dict[int | str, dict[str, Any]] = {200: {"content": {"image/png": {}, "image/svg+xml": {}}}}
SHEET: dict[int | str, dict[str, Any]] = {200: {"content": {labels.PDF: {}}}}


@router.get("", summary="批次", dependencies=[READ])
async def listed(
    page: PageDep,
    database: DatabaseDep,
    status: Annotated[str | None, Query(max_length=10, description="A state, or `held`")] = None,
    sku_id: Id | None = None,
) -> Page[BatchOut]:
    async with database.read() as session:
        return await queries.page_of(session, page, status=status, sku_id=sku_id)


@router.post(
    "",
    status_code=201,
    response_model=Kept,
    summary="登记批次",
    dependencies=[EDIT],
    responses=raises(BatchNumberTaken, ParentUnknown, ItemUnknown, ItemMissing),
)
async def create(body: BatchIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> Kept:
        return Kept(id=(await batches.create(session, staff.actor, body)).id)

    return await once.run(database, work, status=201)


@router.get("/{batch_id}", summary="批次详情", dependencies=[READ], responses=FOUND)
async def detail(batch_id: Id, database: DatabaseDep) -> BatchDetail:
    async with database.read() as session:
        return await queries.detail(session, batch_id)


@router.put(
    "/{batch_id}",
    summary="更正批次信息",
    dependencies=[EDIT],
    responses=raises(BatchNotFound, BatchMoved, ItemUnknown, ItemMissing, ChainBusy),
)
async def correct(batch_id: Id, body: FactsIn, staff: CurrentStaff, database: DatabaseDep) -> BatchDetail:
    async with database.begin() as session:
        await batches.correct(session, staff.actor, batch_id, body)
        return await queries.detail(session, batch_id)


@router.post(
    "/{batch_id}/events",
    status_code=201,
    response_model=Kept,
    summary="追溯记录",
    dependencies=[EDIT],
    responses=raises(BatchNotFound, ChainBusy),
)
async def note(
    batch_id: Id, body: EventIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> Kept:
        return Kept(id=await batches.note(session, staff.actor, batch_id, body))

    return await once.run(database, work, status=201)


@router.post(
    "/{batch_id}/reports",
    status_code=201,
    summary="上传检测报告",
    dependencies=[EDIT],
    responses=raises(BatchNotFound, ReportInvalid, ReportThere, PictureTooLarge, ChainBusy),
    openapi_extra=repeatable("the same file is one report"),
)
async def report(
    batch_id: Id,
    file: Upload,
    staff: CurrentStaff,
    database: DatabaseDep,
    title: Annotated[str, Query(max_length=60)] = "检测报告",
) -> ReportOut:
    stored = await reports.store(await read_upload(file))
    async with database.begin() as session:
        row = await reports.add(session, staff.actor, batch_id, title or "检测报告", stored)
        return ReportOut(id=row.id, title=row.title, url=media_url(row.name), sha256=row.sha256, at=row.at)


@router.get("/{batch_id}/check", summary="核对追溯记录", dependencies=[READ], responses=FOUND)
async def check(batch_id: Id, database: DatabaseDep) -> CheckOut:
    async with database.read() as session:
        return await queries.checked(session, batch_id)


@router.post(
    "/{batch_id}/publish",
    summary="公开",
    dependencies=[PUBLISH],
    responses=raises(BatchNotFound, BatchHeld, BatchMoved, ChainBroken, ChainBusy),
    openapi_extra=repeatable("leaves one state, once"),
)
async def publish(batch_id: Id, staff: CurrentStaff, database: DatabaseDep) -> BatchDetail:
    async with database.begin() as session:
        await publishing.publish(session, staff.actor, batch_id)
        return await queries.detail(session, batch_id)


@router.post(
    "/{batch_id}/withdraw",
    summary="撤回",
    dependencies=[PUBLISH],
    responses=raises(BatchNotFound, BatchMoved, ChainBusy),
    openapi_extra=repeatable("leaves one state, once"),
)
async def withdraw(batch_id: Id, body: ReasonIn, staff: CurrentStaff, database: DatabaseDep) -> BatchDetail:
    async with database.begin() as session:
        await publishing.withdraw(session, staff.actor, batch_id, body.reason)
        return await queries.detail(session, batch_id)


@router.post(
    "/{batch_id}/hold",
    summary="扣留",
    dependencies=[PUBLISH],
    responses=raises(BatchNotFound, ChainBusy),
    openapi_extra=repeatable("what staff hold is held once"),
)
async def hold(batch_id: Id, body: ReasonIn, staff: CurrentStaff, database: DatabaseDep) -> BatchDetail:
    async with database.begin() as session:
        await publishing.hold(session, staff.actor, batch_id, publishing.BY_HAND, body.reason)
        return await queries.detail(session, batch_id)


@router.post(
    "/{batch_id}/release",
    summary="解除扣留",
    dependencies=[PUBLISH],
    responses=raises(BatchNotFound, ChainBusy),
    openapi_extra=repeatable("ends what staff hold, and no other reason"),
)
async def release(batch_id: Id, body: ReasonIn, staff: CurrentStaff, database: DatabaseDep) -> BatchDetail:
    async with database.begin() as session:
        await publishing.release(session, staff.actor, batch_id, publishing.BY_HAND, body.reason)
        return await queries.detail(session, batch_id)


@router.get(
    "/{batch_id}/code",
    summary="追溯二维码",
    dependencies=[READ],
    response_class=Response,
    responses={**FOUND, **PICTURE},
)
async def code(
    batch_id: Id,
    database: DatabaseDep,
    form: Annotated[str, Query(alias="format", pattern="^(svg|png)$", examples=["png"])] = "png",
) -> Response:
    async with database.read() as session:
        batch = await batches.find(session, batch_id)
    if form == "svg":
        return Response(addresses.svg(batch.code), media_type="image/svg+xml")
    return Response(addresses.png(batch.code), media_type="image/png")


@router.get(
    "/{batch_id}/labels",
    summary="标签纸",
    dependencies=[READ],
    response_class=Response,
    responses={**FOUND, **SHEET},
)
async def print_labels(
    batch_id: Id, database: DatabaseDep, count: Annotated[int | None, Query(ge=1, le=labels.MOST)] = None
) -> Response:
    async with database.read() as session:
        batch = await batches.find(session, batch_id)
    shown = {"Content-Disposition": f'inline; filename="{batch.number}.pdf"'}
    data = labels.sheet(batch, count or TraceabilitySettings.load().labels)
    return Response(data, media_type=labels.PDF, headers=shown)
