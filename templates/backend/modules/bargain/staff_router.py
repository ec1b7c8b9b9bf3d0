from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce, repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.bargain import editing, queries
from app.modules.bargain.errors import ActivityNotFound, BargainInvalid, BargainStatus
from app.modules.bargain.models import BargainActivity
from app.modules.bargain.schemas import ActivityIn, ActivityOut, RecordState, StaffBargain

router = APIRouter(prefix="/staff", tags=["店员·砍价"])
READ, EDIT = require("bargain.read"), require("bargain.edit")

InState = Annotated[RecordState | None, Query(description="Only bargains in this state")]
OfActivity = Annotated[Id | None, Query(description="Only bargains of this activity")]


@router.get("/bargain-activities", summary="全部砍价活动", dependencies=[READ])
async def page(database: DatabaseDep, page: PageDep) -> Page[ActivityOut]:
    async with database.read() as session:
        return await queries.activities_page(session, page)


@router.post(
    "/bargain-activities",
    status_code=201,
    response_model=ActivityOut,
    summary="新建砍价活动",
    dependencies=[EDIT],
    responses=raises(BargainInvalid),
)
async def create(body: ActivityIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> ActivityOut:
        return await queries.one(session, (await editing.create(session, staff.actor, body)).id)

    return await once.run(database, work, status=201)


@router.get(
    "/bargain-activities/{activity_id}", summary="砍价活动", dependencies=[READ], responses=raises(ActivityNotFound)
)
async def one(activity_id: Id, database: DatabaseDep) -> ActivityOut:
    async with database.read() as session:
        return await queries.one(session, activity_id)


@router.put(
    "/bargain-activities/{activity_id}",
    summary="修改草稿",
    dependencies=[EDIT],
    responses=raises(ActivityNotFound, BargainStatus, BargainInvalid),
)
async def edit(activity_id: Id, body: ActivityIn, staff: CurrentStaff, database: DatabaseDep) -> ActivityOut:
    return await _done(database, activity_id, lambda session: editing.edit(session, staff.actor, activity_id, body))


@router.post(
    "/bargain-activities/{activity_id}/publish",
    summary="发布",
    dependencies=[EDIT],
    responses=raises(ActivityNotFound, BargainStatus, BargainInvalid),
    openapi_extra=repeatable("leaves one state, once"),
)
async def publish(activity_id: Id, staff: CurrentStaff, database: DatabaseDep) -> ActivityOut:
    return await _done(database, activity_id, lambda session: editing.publish(session, staff.actor, activity_id))


@router.post(
    "/bargain-activities/{activity_id}/close",
    summary="提前结束",
    dependencies=[EDIT],
    responses=raises(ActivityNotFound, BargainStatus),
    openapi_extra=repeatable("leaves one state, once"),
)
async def close(activity_id: Id, staff: CurrentStaff, database: DatabaseDep) -> ActivityOut:
    return await _done(database, activity_id, lambda session: editing.close(session, staff.actor, activity_id))


@router.get("/bargains", summary="砍价记录", dependencies=[READ])
async def records(
    database: DatabaseDep, page: PageDep, activity_id: OfActivity = None, status: InState = None
) -> Page[StaffBargain]:
    async with database.read() as session:
        return await queries.records_page(session, page, activity_id=activity_id, status=status)


async def _done(
    database: DatabaseDep, activity_id: int, work: Callable[[AsyncSession], Awaitable[BargainActivity]]
) -> ActivityOut:
    async with database.begin() as session:
        await work(session)
        return await queries.one(session, activity_id)
