"""Purchase orders, for staff."""

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
from app.modules.purchase_order import ordering, queries, receiving
from app.modules.purchase_order.errors import (
    AwardNotFound,
    InvoiceExists,
    OrderLineUnknown,
    OrderMoved,
    OrderNotFound,
    OverBilling,
    OverReceipt,
    ReceiptNotFound,
)
from app.modules.purchase_order.schemas import (
    FromAwardIn,
    InvoiceIn,
    Kept,
    OrderIn,
    ReasonIn,
    ReceiptIn,
    ReceiptOut,
    StaffOrder,
    StaffOrderDetail,
)
from app.modules.supplier.api import SupplierNotActive, SupplierNotFound

router = APIRouter(prefix="/staff", tags=["店员·采购订单"])

READ = require("purchase_order.read")
EDIT = require(queries.EDIT)
ALLOWED = (SupplierNotFound, SupplierNotActive)
MOVES = raises(OrderNotFound, OrderMoved)
ONCE = repeatable("leaves one state, once")


@router.get("/purchase-orders", summary="采购订单列表", dependencies=[READ])
async def page(
    database: DatabaseDep,
    page: PageDep,
    status: Annotated[str | None, Query(max_length=20, description="A state, or `running`")] = None,
    supplier_id: Annotated[Id | None, Query()] = None,
) -> Page[StaffOrder]:
    async with database.read() as session:
        return await queries.staff_page(session, page, status, supplier_id)


@router.post(
    "/purchase-orders",
    status_code=201,
    response_model=Kept,
    summary="新建采购订单",
    dependencies=[EDIT],
    responses=raises(*ALLOWED),
)
async def create(body: OrderIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> Kept:
        return Kept(id=await ordering.create(session, staff.actor, body))

    return await once.run(database, work, status=201)


@router.post(
    "/purchase-orders/from-award",
    summary="按定标生成采购订单",
    dependencies=[EDIT],
    responses=raises(AwardNotFound, *ALLOWED),
    openapi_extra=repeatable("one award makes one order"),
)
async def create_from_award(body: FromAwardIn, staff: CurrentStaff, database: DatabaseDep) -> Kept:
    async with database.begin() as session:
        return Kept(id=await ordering.create_from_award(session, staff.actor, body.award_id))


@router.get("/purchase-orders/{order_id}", summary="采购订单详情", dependencies=[READ], responses=raises(OrderNotFound))
async def detail(order_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffOrderDetail:
    async with database.read() as session:
        return await queries.detail(session, staff, order_id)


@router.post(
    "/purchase-orders/{order_id}/place",
    summary="下单",
    dependencies=[EDIT],
    responses=raises(OrderNotFound, OrderMoved, *ALLOWED),
    openapi_extra=ONCE,
)
async def place(order_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffOrderDetail:
    async with database.begin() as session:
        await ordering.place(session, staff.actor, order_id)
        return await queries.detail(session, staff, order_id)


@router.post(
    "/purchase-orders/{order_id}/hold", summary="暂停", dependencies=[EDIT], responses=MOVES, openapi_extra=ONCE
)
async def hold(order_id: Id, body: ReasonIn, staff: CurrentStaff, database: DatabaseDep) -> StaffOrderDetail:
    async with database.begin() as session:
        await ordering.hold(session, staff.actor, order_id, body.reason)
        return await queries.detail(session, staff, order_id)


@router.post(
    "/purchase-orders/{order_id}/close", summary="关闭", dependencies=[EDIT], responses=MOVES, openapi_extra=ONCE
)
async def close(order_id: Id, body: ReasonIn, staff: CurrentStaff, database: DatabaseDep) -> StaffOrderDetail:
    async with database.begin() as session:
        await ordering.close(session, staff.actor, order_id, body.reason)
        return await queries.detail(session, staff, order_id)


@router.post(
    "/purchase-orders/{order_id}/reopen",
    summary="恢复执行",
    dependencies=[EDIT],
    responses=MOVES,
    openapi_extra=ONCE,
)
async def reopen(order_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffOrderDetail:
    async with database.begin() as session:
        await ordering.reopen(session, staff.actor, order_id)
        return await queries.detail(session, staff, order_id)


@router.post(
    "/purchase-orders/{order_id}/cancel", summary="取消", dependencies=[EDIT], responses=MOVES, openapi_extra=ONCE
)
async def cancel(order_id: Id, body: ReasonIn, staff: CurrentStaff, database: DatabaseDep) -> StaffOrderDetail:
    async with database.begin() as session:
        await ordering.cancel(session, staff.actor, order_id, body.reason)
        return await queries.detail(session, staff, order_id)


@router.post(
    "/purchase-orders/{order_id}/receipts",
    status_code=201,
    response_model=Kept,
    summary="收货",
    dependencies=[require(queries.RECEIVE)],
    responses=raises(OrderNotFound, OrderMoved, OrderLineUnknown, OverReceipt),
)
async def receive(
    order_id: Id, body: ReceiptIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> Kept:
        return Kept(id=(await receiving.receive(session, staff.actor, order_id, body)).id)

    return await once.run(database, work, status=201)


@router.get("/purchase-receipts/{receipt_id}", summary="收货单", dependencies=[READ], responses=raises(ReceiptNotFound))
async def receipt(receipt_id: Id, database: DatabaseDep) -> ReceiptOut:
    async with database.read() as session:
        return queries.receipt_out(await receiving.find_receipt(session, receipt_id))


@router.post(
    "/purchase-orders/{order_id}/invoices",
    status_code=201,
    response_model=Kept,
    summary="登记供应商发票",
    dependencies=[require(queries.BILL)],
    responses=raises(OrderNotFound, OrderMoved, OverBilling, InvoiceExists),
)
async def bill(
    order_id: Id, body: InvoiceIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> Kept:
        return Kept(id=(await receiving.bill(session, staff.actor, order_id, body)).id)

    return await once.run(database, work, status=201)
