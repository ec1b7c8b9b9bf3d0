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
from app.modules.group_buy import editing, queries
from app.modules.group_buy.errors import GroupBuyInvalid, GroupBuyNotFound, GroupBuyStatus, GroupNotFound, GroupOver
from app.modules.group_buy.models import GroupBuy
from app.modules.group_buy.schemas import GroupBuyIn, GroupBuyOut, GroupState, StaffGroup

router = APIRouter(prefix="/staff", tags=["店员·拼团"])
READ, EDIT, DISBAND = require("group_buy.read"), require("group_buy.edit"), require("group_buy.disband")

InState = Annotated[GroupState | None, Query(description="Only groups in this state")]
OfActivity = Annotated[Id | None, Query(description="Only groups of this activity")]


@router.get("/group-buys", summary="全部拼团活动", dependencies=[READ])
async def page(database: DatabaseDep, page: PageDep) -> Page[GroupBuyOut]:
    async with database.read() as session:
        return await queries.activities_page(session, page)


@router.post(
    "/group-buys",
    status_code=201,
    response_model=GroupBuyOut,
    summary="新建拼团活动",
    dependencies=[EDIT],
    responses=raises(GroupBuyInvalid),
)
async def create(body: GroupBuyIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> GroupBuyOut:
        return await queries.one(session, (await editing.create(session, staff.actor, body)).id)

    return await once.run(database, work, status=201)


@router.get("/group-buys/{activity_id}", summary="拼团活动", dependencies=[READ], responses=raises(GroupBuyNotFound))
async def one(activity_id: Id, database: DatabaseDep) -> GroupBuyOut:
    async with database.read() as session:
        return await queries.one(session, activity_id)


@router.put(
    "/group-buys/{activity_id}",
    summary="修改草稿",
    dependencies=[EDIT],
    responses=raises(GroupBuyNotFound, GroupBuyStatus, GroupBuyInvalid),
)
async def edit(activity_id: Id, body: GroupBuyIn, staff: CurrentStaff, database: DatabaseDep) -> GroupBuyOut:
    return await _done(database, activity_id, lambda session: editing.edit(session, staff.actor, activity_id, body))


@router.post(
    "/group-buys/{activity_id}/publish",
    summary="发布",
    dependencies=[EDIT],
    responses=raises(GroupBuyNotFound, GroupBuyStatus, GroupBuyInvalid),
    openapi_extra=repeatable("leaves one state, once"),
)
async def publish(activity_id: Id, staff: CurrentStaff, database: DatabaseDep) -> GroupBuyOut:
    return await _done(database, activity_id, lambda session: editing.publish(session, staff.actor, activity_id))


@router.post(
    "/group-buys/{activity_id}/close",
    summary="提前结束",
    dependencies=[EDIT],
    responses=raises(GroupBuyNotFound, GroupBuyStatus),
    openapi_extra=repeatable("leaves one state, once"),
)
async def close(activity_id: Id, staff: CurrentStaff, database: DatabaseDep) -> GroupBuyOut:
    return await _done(database, activity_id, lambda session: editing.close(session, staff.actor, activity_id))


@router.get("/groups", summary="全部的团", dependencies=[READ])
async def groups(
    database: DatabaseDep, page: PageDep, activity_id: OfActivity = None, status: InState = None
) -> Page[StaffGroup]:
    async with database.read() as session:
        return await queries.groups_page(session, page, activity_id=activity_id, status=status)


@router.get("/groups/{group_id}", summary="一个团", dependencies=[READ], responses=raises(GroupNotFound))
async def group(group_id: Id, database: DatabaseDep) -> StaffGroup:
    async with database.read() as session:
        return queries.for_staff(await queries.group(session, group_id))


@router.post(
    "/groups/{group_id}/disband",
    summary="解散并退款",
    dependencies=[DISBAND],
    responses=raises(GroupNotFound, GroupOver),
    openapi_extra=repeatable("leaves one state, once"),
)
async def disband(group_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffGroup:
    async with database.begin() as session:
        return queries.for_staff(await editing.disband(session, staff.actor, group_id))


async def _done(
    database: DatabaseDep, activity_id: int, work: Callable[[AsyncSession], Awaitable[GroupBuy]]
) -> GroupBuyOut:
    async with database.begin() as session:
        await work(session)
        return await queries.one(session, activity_id)
