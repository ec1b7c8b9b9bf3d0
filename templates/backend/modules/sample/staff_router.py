"""Samples, for staff."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce, repeatable
from app.core.ids import Id
from app.core.media import PictureInvalid, PictureTooLarge, Upload, media_url, read_upload, store_picture
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.rfq.api import RfqNotFound
from app.modules.sample import moves, queries
from app.modules.sample.errors import LineUnknown, NotInvited, SampleMoved, SampleNotFound, TooManyPhotos
from app.modules.sample.schemas import Kept, PhotoOut, SampleIn, StaffSample, StaffSampleDetail, VerdictIn
from app.modules.supplier.api import SupplierNotActive, SupplierNotFound

router = APIRouter(prefix="/staff/samples", tags=["店员·样品"])

READ = require("sample.read")
JUDGE = require(queries.JUDGE)
MOVES = raises(SampleNotFound, SampleMoved)
ONCE = repeatable("leaves one state, once")


@router.get("", summary="样品列表", dependencies=[READ])
async def page(
    database: DatabaseDep,
    page: PageDep,
    status: Annotated[Literal["requested", "sent", "received", "passed", "failed"] | None, Query()] = None,
    rfq_id: Annotated[Id | None, Query()] = None,
) -> Page[StaffSample]:
    async with database.read() as session:
        return await queries.staff_page(session, page, status, rfq_id)


@router.post(
    "",
    status_code=201,
    response_model=Kept,
    summary="向供应商索样",
    dependencies=[require("sample.request")],
    responses=raises(RfqNotFound, NotInvited, LineUnknown, SupplierNotFound, SupplierNotActive),
)
async def request(body: SampleIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> Kept:
        return Kept(id=(await moves.request(session, staff.actor, body)).id)

    return await once.run(database, work, status=201)


@router.get("/{sample_id}", summary="样品详情", dependencies=[READ], responses=raises(SampleNotFound))
async def detail(sample_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffSampleDetail:
    async with database.read() as session:
        return await queries.detail(session, staff, sample_id)


@router.post("/{sample_id}/receive", summary="收样", dependencies=[JUDGE], responses=MOVES, openapi_extra=ONCE)
async def receive(sample_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffSampleDetail:
    async with database.begin() as session:
        await moves.receive(session, staff.actor, sample_id)
        return await queries.detail(session, staff, sample_id)


@router.post("/{sample_id}/verdict", summary="判定", dependencies=[JUDGE], responses=MOVES, openapi_extra=ONCE)
async def judge(sample_id: Id, body: VerdictIn, staff: CurrentStaff, database: DatabaseDep) -> StaffSampleDetail:
    async with database.begin() as session:
        await moves.judge(session, staff.actor, sample_id, body)
        return await queries.detail(session, staff, sample_id)


@router.post(
    "/{sample_id}/photos",
    status_code=201,
    summary="检验照片",
    dependencies=[JUDGE],
    responses=raises(SampleNotFound, SampleMoved, TooManyPhotos, PictureInvalid, PictureTooLarge),
    openapi_extra=repeatable("one more picture, which can be seen"),
)
async def photograph(sample_id: Id, file: Upload, database: DatabaseDep) -> PhotoOut:
    name = await store_picture(await read_upload(file), personal=True)
    async with database.begin() as session:
        photo = await moves.photograph(session, sample_id, name)
        return PhotoOut(id=photo.id, url=media_url(name), by_supplier=False)
