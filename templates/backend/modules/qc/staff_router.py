"""Inspections, for staff."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce, repeatable
from app.core.ids import Id
from app.core.media import PictureInvalid, PictureTooLarge, Upload, read_upload, store_picture
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.qc import inspecting, opening, queries
from app.modules.qc.errors import (
    InspectionIncomplete,
    InspectionMoved,
    InspectionNotFound,
    InspectionRepeated,
    PlanUnknown,
    ResultMismatch,
    ResultNotFound,
    TooManyPhotos,
)
from app.modules.qc.schemas import (
    InspectionDetail,
    InspectionOut,
    JudgeIn,
    Kept,
    OpenIn,
    PlanOut,
    ReasonIn,
    ResultIn,
)
from app.modules.traceability.api import BatchNotFound, ChainBusy

router = APIRouter(prefix="/staff/inspections", tags=["店员·质检"])

READ = require("qc.read")
INSPECT = require("qc.inspect")
CONCEDE = require("qc.concede")
MOVES = (InspectionNotFound, InspectionMoved)
ONCE = repeatable("leaves one state, once")
Filter = Annotated[str | None, Query(max_length=10)]


@router.get("", summary="检验列表", dependencies=[READ])
async def listed(
    page: PageDep, database: DatabaseDep, status: Filter = None, kind: Filter = None, batch_id: Id | None = None
) -> Page[InspectionOut]:
    async with database.read() as session:
        return await queries.page_of(session, page, status=status, kind=kind, batch_id=batch_id)


@router.get("/plans", summary="检验方案", dependencies=[READ])
async def plans() -> list[PlanOut]:
    return queries.plans()


@router.post(
    "",
    status_code=201,
    response_model=Kept,
    summary="开始检验",
    dependencies=[INSPECT],
    responses=raises(BatchNotFound, PlanUnknown),
)
async def open_one(body: OpenIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> Kept:
        return Kept(id=await opening.open_for_batch(session, staff.actor, body.plan, body.batch_id))

    return await once.run(database, work, status=201)


@router.get("/{inspection_id}", summary="检验详情", dependencies=[READ], responses=raises(InspectionNotFound))
async def detail(inspection_id: Id, staff: CurrentStaff, database: DatabaseDep) -> InspectionDetail:
    async with database.read() as session:
        return await queries.detail(session, staff, inspection_id)


@router.put(
    "/{inspection_id}/results/{position}",
    summary="检验结果",
    dependencies=[INSPECT],
    responses=raises(*MOVES, ResultNotFound, ResultMismatch),
)
async def record(
    inspection_id: Id, position: Id, body: ResultIn, staff: CurrentStaff, database: DatabaseDep
) -> InspectionDetail:
    async with database.begin() as session:
        await inspecting.record(session, inspection_id, position, body)
        return await queries.detail(session, staff, inspection_id)


@router.post(
    "/{inspection_id}/pictures",
    status_code=201,
    summary="检验照片",
    dependencies=[INSPECT],
    responses=raises(*MOVES, TooManyPhotos, PictureInvalid, PictureTooLarge),
    openapi_extra=repeatable("one more picture, which can be seen"),
)
async def photograph(inspection_id: Id, file: Upload, staff: CurrentStaff, database: DatabaseDep) -> InspectionDetail:
    name = await store_picture(await read_upload(file), personal=True)
    async with database.begin() as session:
        await inspecting.photograph(session, staff.actor, inspection_id, name)
        return await queries.detail(session, staff, inspection_id)


@router.post(
    "/{inspection_id}/judge",
    summary="判定",
    dependencies=[INSPECT],
    responses=raises(*MOVES, InspectionIncomplete, ChainBusy),
    openapi_extra=ONCE,
)
async def judge(inspection_id: Id, body: JudgeIn, staff: CurrentStaff, database: DatabaseDep) -> InspectionDetail:
    async with database.begin() as session:
        await inspecting.judge(session, staff.actor, inspection_id, body.note)
        return await queries.detail(session, staff, inspection_id)


@router.post(
    "/{inspection_id}/concede",
    summary="让步接收",
    dependencies=[CONCEDE],
    responses=raises(*MOVES, ChainBusy),
    openapi_extra=ONCE,
)
async def concede(inspection_id: Id, body: ReasonIn, staff: CurrentStaff, database: DatabaseDep) -> InspectionDetail:
    async with database.begin() as session:
        await inspecting.concede(session, staff.actor, inspection_id, body.reason)
        return await queries.detail(session, staff, inspection_id)


@router.post(
    "/{inspection_id}/cancel",
    summary="取消检验",
    dependencies=[INSPECT],
    responses=raises(*MOVES),
    openapi_extra=ONCE,
)
async def cancel(inspection_id: Id, body: ReasonIn, staff: CurrentStaff, database: DatabaseDep) -> InspectionDetail:
    async with database.begin() as session:
        await inspecting.cancel(session, staff.actor, inspection_id, body.reason)
        return await queries.detail(session, staff, inspection_id)


@router.post(
    "/{inspection_id}/repeat",
    status_code=201,
    response_model=Kept,
    summary="复检",
    dependencies=[INSPECT],
    responses=raises(*MOVES, InspectionRepeated, PlanUnknown),
)
async def repeat(inspection_id: Id, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> Kept:
        return Kept(id=await opening.repeat(session, staff.actor, inspection_id))

    return await once.run(database, work, status=201)
