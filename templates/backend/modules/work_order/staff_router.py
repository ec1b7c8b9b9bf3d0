"""Work orders, for staff."""

from collections.abc import Awaitable
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce, repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, Staff, require
from app.modules.work_order import acting, finding, labels, queries, record, reminders
from app.modules.work_order.errors import (
    AssigneeUnknown,
    ChecklistUnknown,
    RecordNotReady,
    WorkOrderIncomplete,
    WorkOrderMoved,
    WorkOrderNotFound,
    WorkOrderNotYours,
)
from app.modules.work_order.schemas import (
    AcceptIn,
    AssignIn,
    CodeOut,
    ColleagueOut,
    CompleteIn,
    HoldIn,
    Kept,
    OpenIn,
    ReasonIn,
    WorkOrderDetail,
    WorkOrderOut,
)

router = APIRouter(prefix="/staff/work-orders", tags=["店员·工单"])

READ = require(finding.READ)
WORK = require(finding.WORK)
MANAGE = require(finding.MANAGE)
MOVES = raises(WorkOrderNotFound, WorkOrderMoved)
HIS_MOVES = raises(WorkOrderNotFound, WorkOrderMoved, WorkOrderNotYours)
ONCE = repeatable("leaves one state, once")

Filter = Annotated[str | None, Query(max_length=40)]
Status = Annotated[str | None, Query(max_length=20, description="A state, or `running` for all that is to be repaired")]


@router.get("", summary="工单列表", dependencies=[READ])
async def page(  # noqa: PLR0917  # what the query offers
    staff: CurrentStaff,
    database: DatabaseDep,
    page: PageDep,
    status: Status = None,
    priority: Filter = None,
    asset: Filter = None,
    mine: bool = False,  # noqa: FBT001, FBT002  # a query
) -> Page[WorkOrderOut]:
    async with database.read() as session:
        return await queries.page_of(session, staff, page, status=status, priority=priority, asset=asset, mine=mine)


@router.post(
    "",
    status_code=201,
    response_model=Kept,
    summary="新建工单",
    dependencies=[require("work_order.open")],
    responses=raises(ChecklistUnknown),
)
async def open_one(body: OpenIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> Kept:
        return Kept(id=await acting.open_by(session, staff, body))

    return await once.run(database, work, status=201)


@router.get("/workers", summary="可以派给谁", dependencies=[MANAGE])
async def workers(database: DatabaseDep) -> list[ColleagueOut]:
    async with database.read() as session:
        return [ColleagueOut(id=one.id, name=one.name) for one in await finding.workers(session)]


@router.get(
    "/label",
    summary="设备报修二维码",
    dependencies=[READ],
    response_class=Response,
    responses={200: {"content": {"image/png": {}}}},
)
async def label(asset: Annotated[str, Query(min_length=1, max_length=40)]) -> Response:
    return Response(labels.label(asset), media_type="image/png")


@router.post(
    "/reminders",
    summary="取得绑定手机的口令",
    dependencies=[WORK],
    openapi_extra=repeatable("the last code is the one that counts"),
)
async def offer_reminder(staff: CurrentStaff, database: DatabaseDep) -> CodeOut:
    async with database.begin() as session:
        return CodeOut(code=await reminders.offer(session, staff.id))


@router.delete("/reminders", status_code=204, summary="不再接收派工通知", dependencies=[WORK])
async def stop_reminder(staff: CurrentStaff, database: DatabaseDep) -> None:
    async with database.begin() as session:
        await reminders.stop(session, staff.id)


@router.get("/{order_id}", summary="工单详情", dependencies=[READ], responses=raises(WorkOrderNotFound))
async def detail(order_id: Id, staff: CurrentStaff, database: DatabaseDep) -> WorkOrderDetail:
    async with database.read() as session:
        return await queries.detail(session, staff, order_id)


@router.get(
    "/{order_id}/record",
    summary="维修记录（PDF）",
    dependencies=[require("work_order.record")],
    response_class=Response,
    responses={200: {"content": {record.PDF: {}}}, **raises(WorkOrderNotFound, RecordNotReady)},
)
async def as_pdf(order_id: Id, staff: CurrentStaff, database: DatabaseDep) -> Response:
    async with database.read() as session:
        number, data = await record.record(session, staff, order_id)
    return Response(data, media_type=record.PDF, headers={"Content-Disposition": f'inline; filename="{number}.pdf"'})


@router.post(
    "/{order_id}/assign",
    summary="派工或改派",
    dependencies=[MANAGE],
    responses=raises(WorkOrderNotFound, WorkOrderMoved, AssigneeUnknown),
    openapi_extra=repeatable("the last one has it"),
)
async def assign(order_id: Id, body: AssignIn, staff: CurrentStaff, database: DatabaseDep) -> WorkOrderDetail:
    async with database.begin() as session:
        return await _then(session, staff, order_id, acting.assign(session, staff, order_id, body))


@router.post("/{order_id}/take", summary="领单", dependencies=[WORK], responses=MOVES, openapi_extra=ONCE)
async def take(order_id: Id, staff: CurrentStaff, database: DatabaseDep) -> WorkOrderDetail:
    async with database.begin() as session:
        return await _then(session, staff, order_id, acting.take(session, staff, order_id))


@router.post("/{order_id}/start", summary="接单开工", dependencies=[WORK], responses=HIS_MOVES, openapi_extra=ONCE)
async def start(order_id: Id, staff: CurrentStaff, database: DatabaseDep) -> WorkOrderDetail:
    async with database.begin() as session:
        return await _then(session, staff, order_id, acting.start(session, staff, order_id))


@router.post("/{order_id}/hold", summary="挂起", dependencies=[WORK], responses=HIS_MOVES, openapi_extra=ONCE)
async def hold(order_id: Id, body: HoldIn, staff: CurrentStaff, database: DatabaseDep) -> WorkOrderDetail:
    async with database.begin() as session:
        return await _then(session, staff, order_id, acting.hold(session, staff, order_id, body))


@router.post("/{order_id}/resume", summary="继续维修", dependencies=[WORK], responses=HIS_MOVES, openapi_extra=ONCE)
async def resume(order_id: Id, staff: CurrentStaff, database: DatabaseDep) -> WorkOrderDetail:
    async with database.begin() as session:
        return await _then(session, staff, order_id, acting.resume(session, staff, order_id))


@router.post(
    "/{order_id}/complete",
    summary="完工报验",
    dependencies=[WORK],
    responses=raises(WorkOrderNotFound, WorkOrderMoved, WorkOrderNotYours, WorkOrderIncomplete),
    openapi_extra=ONCE,
)
async def complete(order_id: Id, body: CompleteIn, staff: CurrentStaff, database: DatabaseDep) -> WorkOrderDetail:
    async with database.begin() as session:
        return await _then(session, staff, order_id, acting.complete(session, staff, order_id, body))


@router.post("/{order_id}/accept", summary="验收通过", dependencies=[READ], responses=MOVES, openapi_extra=ONCE)
async def accept(order_id: Id, body: AcceptIn, staff: CurrentStaff, database: DatabaseDep) -> WorkOrderDetail:
    async with database.begin() as session:
        return await _then(session, staff, order_id, acting.accept(session, staff, order_id, body))


@router.post("/{order_id}/reject", summary="验收不通过", dependencies=[READ], responses=MOVES, openapi_extra=ONCE)
async def reject(order_id: Id, body: ReasonIn, staff: CurrentStaff, database: DatabaseDep) -> WorkOrderDetail:
    async with database.begin() as session:
        return await _then(session, staff, order_id, acting.reject(session, staff, order_id, body))


@router.post("/{order_id}/cancel", summary="取消工单", dependencies=[MANAGE], responses=MOVES, openapi_extra=ONCE)
async def cancel(order_id: Id, body: ReasonIn, staff: CurrentStaff, database: DatabaseDep) -> WorkOrderDetail:
    async with database.begin() as session:
        return await _then(session, staff, order_id, acting.cancel(session, staff, order_id, body))


@router.post("/{order_id}/archive", summary="归档", dependencies=[MANAGE], responses=MOVES, openapi_extra=ONCE)
async def archive(order_id: Id, staff: CurrentStaff, database: DatabaseDep) -> WorkOrderDetail:
    async with database.begin() as session:
        return await _then(session, staff, order_id, acting.archive(session, staff, order_id))


async def _then(session: AsyncSession, staff: Staff, order_id: int, act: Awaitable[None]) -> WorkOrderDetail:
    """The order as it is after that."""
    await act
    return await queries.detail(session, staff, order_id)
