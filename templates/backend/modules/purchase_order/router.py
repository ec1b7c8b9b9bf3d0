"""What suppliers' people see of their orders, and report of them."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import UserOnce, repeatable
from app.core.ids import Id
from app.core.media import PictureInvalid, PictureTooLarge, Upload, media_url, read_upload, store_picture
from app.core.pagination import Page, PageDep
from app.core.rate_limit import limit_user
from app.modules.purchase_order import queries, reporting
from app.modules.purchase_order.errors import (
    MilestoneNotFound,
    MilestoneOutOfTurn,
    OrderMoved,
    OrderNotFound,
    TooManyPhotos,
)
from app.modules.purchase_order.schemas import Kept, MilestoneIn, OrderBrief, OrderOut, PhotoOut
from app.modules.supplier.api import CurrentSupplier, SupplierNotActive, SupplierNotFound

router = APIRouter(prefix="/supplier", tags=["供应商·采购订单"])


@router.get("/purchase-orders", summary="我的采购订单")
async def page(person: CurrentSupplier, database: DatabaseDep, page: PageDep) -> Page[OrderBrief]:
    async with database.read() as session:
        return await queries.mine_page(session, person.supplier_id, page)


@router.get("/purchase-orders/{order_id}", summary="采购订单详情", responses=raises(OrderNotFound))
async def detail(order_id: Id, person: CurrentSupplier, database: DatabaseDep) -> OrderOut:
    async with database.read() as session:
        return await queries.mine(session, person.supplier_id, order_id)


@router.post(
    "/purchase-orders/{order_id}/milestones",
    status_code=201,
    response_model=Kept,
    summary="报告进度",
    responses=raises(OrderNotFound, OrderMoved, MilestoneOutOfTurn, SupplierNotFound, SupplierNotActive),
)
async def report(
    order_id: Id, body: MilestoneIn, person: CurrentSupplier, once: UserOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> Kept:
        return Kept(id=(await reporting.report(session, person, order_id, body)).id)

    return await once.run(database, work, status=201)


@router.post(
    "/milestones/{milestone_id}/photos",
    status_code=201,
    summary="进度照片",
    dependencies=[limit_user("60/hour", "milestone_photo")],
    responses=raises(MilestoneNotFound, TooManyPhotos, PictureInvalid, PictureTooLarge),
    openapi_extra=repeatable("one more picture, which can be seen"),
)
async def photograph(milestone_id: Id, file: Upload, person: CurrentSupplier, database: DatabaseDep) -> PhotoOut:
    async with database.read() as session:  # before anything is kept of it
        reporting.check_room(await reporting.find_milestone(session, person.supplier_id, milestone_id))
    name = await store_picture(await read_upload(file), personal=True)
    async with database.begin() as session:
        photo = await reporting.photograph(session, person.supplier_id, milestone_id, name)
        return PhotoOut(id=photo.id, url=media_url(name))
