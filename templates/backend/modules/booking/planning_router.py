"""What can be booked, and when: for those who plan it."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce, repeatable
from app.core.ids import Id
from app.core.media import PictureInvalid, PictureTooLarge, Upload, media_url, read_upload, store_picture
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.booking import closing, editing, planning
from app.modules.booking.errors import ClosureNotFound, CodeTaken, ResourceNotFound, SchedulesClash, StaffUnknown
from app.modules.booking.schemas import (
    ClosureIn,
    ClosureOut,
    PictureOut,
    ResourceIn,
    SchedulesIn,
    StaffResource,
)

router = APIRouter(prefix="/staff", tags=["店员·排班"])
READ, MANAGE = require("booking.read"), require("booking.manage")


@router.get("/booking-resources", summary="全部预约项目", dependencies=[READ])
async def resources(database: DatabaseDep, page: PageDep) -> Page[StaffResource]:
    async with database.read() as session:
        return await planning.resources(session, page)


@router.post(
    "/booking-resources",
    status_code=201,
    response_model=StaffResource,
    summary="新建预约项目",
    dependencies=[MANAGE],
    responses=raises(CodeTaken, StaffUnknown),
)
async def create(body: ResourceIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> StaffResource:
        return await planning.described(session, await editing.create(session, staff.actor, body))

    return await once.run(database, work, status=201)


@router.put(
    "/booking-resources/{resource_id}",
    summary="修改预约项目",
    dependencies=[MANAGE],
    responses=raises(ResourceNotFound, CodeTaken, StaffUnknown),
)
async def edit(resource_id: Id, body: ResourceIn, staff: CurrentStaff, database: DatabaseDep) -> StaffResource:
    async with database.begin() as session:
        return await planning.described(session, await editing.edit(session, staff.actor, resource_id, body))


@router.post(
    "/booking-pictures",
    status_code=201,
    summary="上传项目图片",
    dependencies=[MANAGE],
    responses=raises(PictureInvalid, PictureTooLarge),
    openapi_extra=repeatable("a picture that nothing shows yet"),
)
async def upload_picture(file: Upload) -> PictureOut:
    name = await store_picture(await read_upload(file))
    return PictureOut(picture=name, url=media_url(name))


@router.put(
    "/booking-resources/{resource_id}/schedules",
    summary="排班",
    dependencies=[MANAGE],
    responses=raises(ResourceNotFound, SchedulesClash),
)
async def schedule(resource_id: Id, body: SchedulesIn, staff: CurrentStaff, database: DatabaseDep) -> StaffResource:
    async with database.begin() as session:
        await editing.set_schedules(session, staff.actor, resource_id, body.items)
        return await planning.described(session, await editing.locked(session, resource_id))


@router.get("/booking-closures", summary="停约与节假日", dependencies=[READ])
async def closures(database: DatabaseDep, page: PageDep) -> Page[ClosureOut]:
    async with database.read() as session:
        return await planning.closures(session, page)


@router.post(
    "/booking-closures",
    status_code=201,
    response_model=ClosureOut,
    summary="停约",
    dependencies=[MANAGE],
    responses=raises(ResourceNotFound),
)
async def close(body: ClosureIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> ClosureOut:
        return await planning.closure(session, await closing.close(session, staff.actor, body))

    return await once.run(database, work, status=201)


@router.delete(
    "/booking-closures/{closure_id}",
    status_code=204,
    summary="撤销停约",
    dependencies=[MANAGE],
    responses=raises(ClosureNotFound),
    openapi_extra=repeatable("what is gone is not found again"),
)
async def reopen(closure_id: Id, staff: CurrentStaff, database: DatabaseDep) -> None:
    async with database.begin() as session:
        await closing.reopen(session, staff.actor, closure_id)
