"""What is written down and shown while an order is worked on, and the reports that become orders: for staff."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.stock import OutOfStock
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce, repeatable
from app.core.ids import Id
from app.core.media import PictureInvalid, PictureTooLarge, Upload, media_url, read_upload, store_picture
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.work_order import attachments, finding, queries, reporting, working
from app.modules.work_order.errors import (
    ChecklistUnknown,
    CheckNotFound,
    EntryNotFound,
    RepairRequestAnswered,
    RepairRequestNotFound,
    TooManyAttachments,
    WorkOrderMoved,
    WorkOrderNotFound,
    WorkOrderNotYours,
)
from app.modules.work_order.models import WorkPicture
from app.modules.work_order.schemas import (
    ApproveIn,
    CheckIn,
    CommentIn,
    EntryIn,
    Kept,
    PictureOut,
    PriorityIn,
    ReasonIn,
    RequestOut,
    WorkOrderDetail,
)

router = APIRouter(prefix="/staff", tags=["店员·工单"])

WORK = require(finding.WORK)
REVIEW = require("work_order.review")
HIS = (WorkOrderNotFound, WorkOrderMoved, WorkOrderNotYours)
ANSWERED = (RepairRequestNotFound, RepairRequestAnswered)


@router.put(
    "/work-orders/{order_id}/checks/{position}",
    summary="检查项",
    dependencies=[WORK],
    responses=raises(*HIS, CheckNotFound),
)
async def check(
    order_id: Id, position: Id, body: CheckIn, staff: CurrentStaff, database: DatabaseDep
) -> WorkOrderDetail:
    async with database.begin() as session:
        order = await finding.in_his_hand(session, staff, order_id)
        await working.check(session, order, staff.actor, position, done=body.done)
        return await queries.detail(session, staff, order_id)


@router.post(
    "/work-orders/{order_id}/pictures",
    status_code=201,
    summary="现场照片",
    dependencies=[WORK],
    responses=raises(*HIS, TooManyAttachments, PictureInvalid, PictureTooLarge),
    openapi_extra=repeatable("one more picture, which can be seen"),
)
async def photograph(order_id: Id, file: Upload, staff: CurrentStaff, database: DatabaseDep) -> PictureOut:
    name = await store_picture(await read_upload(file), personal=True)
    async with database.begin() as session:
        order = await finding.in_his_hand(session, staff, order_id)
        return _shown(await attachments.photograph(session, order, staff.id, name))


@router.post(
    "/work-orders/{order_id}/signature",
    status_code=201,
    summary="签名",
    dependencies=[WORK],
    responses=raises(*HIS, PictureInvalid, PictureTooLarge),
    openapi_extra=repeatable("the last signature is the one that counts"),
)
async def sign(
    order_id: Id,
    file: Upload,
    staff: CurrentStaff,
    database: DatabaseDep,
    signed_by: Annotated[str, Query(max_length=20)] = "",
) -> PictureOut:
    name = await store_picture(await read_upload(file), longest_side=800, personal=True)
    async with database.begin() as session:
        order = await finding.in_his_hand(session, staff, order_id)
        return _shown(await attachments.sign(session, order, staff.id, name, signed_by or staff.name))


@router.post(
    "/work-orders/{order_id}/entries",
    status_code=201,
    response_model=Kept,
    summary="工时、用料与费用",
    dependencies=[WORK],
    responses=raises(*HIS, OutOfStock),
)
async def add_entry(
    order_id: Id, body: EntryIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> Kept:
        order = await finding.in_his_hand(session, staff, order_id)
        return Kept(id=(await working.add_entry(session, order, staff.actor, body)).id)

    return await once.run(database, work, status=201)


@router.delete(
    "/work-orders/{order_id}/entries/{entry_id}",
    status_code=204,
    summary="删去写错的工时、用料或费用",
    dependencies=[WORK],
    responses=raises(*HIS, EntryNotFound),
)
async def remove_entry(order_id: Id, entry_id: Id, staff: CurrentStaff, database: DatabaseDep) -> None:
    async with database.begin() as session:
        await working.remove_entry(session, await finding.in_his_hand(session, staff, order_id), entry_id)


@router.post(
    "/work-orders/{order_id}/comments",
    status_code=201,
    response_model=Kept,
    summary="留言",
    dependencies=[require(finding.READ)],
    responses=raises(WorkOrderNotFound),
)
async def comment(
    order_id: Id, body: CommentIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> Kept:
        order = await finding.find(session, staff, order_id)
        return Kept(id=(await working.comment(session, order, staff.actor, body.text)).id)

    return await once.run(database, work, status=201)


@router.put(
    "/work-orders/{order_id}/priority",
    summary="优先级，完成时限随之改变",
    dependencies=[require(finding.MANAGE)],
    responses=raises(WorkOrderNotFound, WorkOrderMoved),
)
async def set_priority(order_id: Id, body: PriorityIn, staff: CurrentStaff, database: DatabaseDep) -> WorkOrderDetail:
    async with database.begin() as session:
        order = await finding.find(session, staff, order_id, lock=True)
        await working.set_priority(session, order, staff.actor, body.priority)
        return await queries.detail(session, staff, order_id)


@router.get("/repair-requests", summary="报修列表", dependencies=[require("work_order.reports")])
async def requests(
    database: DatabaseDep,
    page: PageDep,
    status: Annotated[Literal["submitted", "approved", "refused"] | None, Query()] = None,
) -> Page[RequestOut]:
    async with database.read() as session:
        return await queries.requests(session, page, status)


@router.post(
    "/repair-requests/{request_id}/approve",
    summary="受理报修，转为工单",
    dependencies=[REVIEW],
    responses=raises(*ANSWERED, ChecklistUnknown),
    openapi_extra=repeatable("leaves one state, once"),
)
async def approve(request_id: Id, body: ApproveIn, staff: CurrentStaff, database: DatabaseDep) -> RequestOut:
    async with database.begin() as session:
        await reporting.approve(session, staff.actor, request_id, body)
        return await queries.request(session, request_id)


@router.post(
    "/repair-requests/{request_id}/refuse",
    summary="不受理报修",
    dependencies=[REVIEW],
    responses=raises(*ANSWERED),
    openapi_extra=repeatable("leaves one state, once"),
)
async def refuse(request_id: Id, body: ReasonIn, staff: CurrentStaff, database: DatabaseDep) -> RequestOut:
    async with database.begin() as session:
        await reporting.refuse(session, staff.actor, request_id, body.reason)
        return await queries.request(session, request_id)


def _shown(picture: WorkPicture) -> PictureOut:
    return PictureOut(key=picture.key, kind=picture.kind, url=media_url(picture.name))
