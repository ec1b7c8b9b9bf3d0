"""What staff do with orders."""

from collections.abc import Awaitable, Callable

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.payment import PAYMENT, NobodyCollects
from app.core import audit
from app.core.database import Database, DatabaseDep
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, Staff, require
from app.modules.order import moves, queries, reach
from app.modules.order.errors import OrderNotFound, PaidOnline, WrongStatus
from app.modules.order.router import Status
from app.modules.order.schemas import CancelIn, OrderOut

router = APIRouter(prefix="/staff/orders", tags=["店员·订单"])


@router.get("", summary="订单列表", dependencies=[require(queries.READ)])
async def page(staff: CurrentStaff, database: DatabaseDep, page: PageDep, status: Status = None) -> Page[OrderOut]:
    async with database.read() as session:
        return await queries.staff_page(session, staff, status, page)


@router.get("/{order_id}", summary="订单详情", dependencies=[require(queries.READ)], responses=raises(OrderNotFound))
async def detail(order_id: Id, staff: CurrentStaff, database: DatabaseDep) -> OrderOut:
    async with database.begin() as session:
        await reach.check(session, staff, queries.READ, order_id)
        return await queries.staff_detail(session, order_id, staff)


@router.post(
    "/{order_id}/confirm",
    summary="确认已收款",
    dependencies=[require("order.confirm")],
    responses=raises(OrderNotFound, WrongStatus, PaidOnline),
    openapi_extra=repeatable("leaves one state, once"),
)
async def confirm(order_id: Id, staff: CurrentStaff, database: DatabaseDep) -> OrderOut:
    return await _move(
        database, order_id, staff, "order.confirm", lambda session: confirm_paid(session, order_id, staff)
    )


@router.post(
    "/{order_id}/complete",
    summary="完成订单",
    dependencies=[require("order.complete")],
    responses=raises(OrderNotFound, WrongStatus),
    openapi_extra=repeatable("leaves one state, once"),
)
async def complete(order_id: Id, staff: CurrentStaff, database: DatabaseDep) -> OrderOut:
    return await _move(
        database, order_id, staff, "order.complete", lambda session: moves.complete(session, order_id, staff.actor)
    )


@router.post(
    "/{order_id}/cancel",
    summary="取消未付款的订单",
    dependencies=[require("order.cancel")],
    responses=raises(OrderNotFound, WrongStatus),
    openapi_extra=repeatable("leaves one state, once"),
)
async def cancel(order_id: Id, body: CancelIn, staff: CurrentStaff, database: DatabaseDep) -> OrderOut:
    return await _move(
        database,
        order_id,
        staff,
        "order.cancel",
        lambda session: moves.cancel_unpaid(session, order_id, staff.actor, "staff", body.reason),
    )


async def confirm_paid(session: AsyncSession, order_id: int, staff: Staff) -> bool:
    """The money came outside. Raises PaidOnline where customers pay online: there only WeChat's word counts."""
    if PAYMENT.one(NobodyCollects()).collects:
        raise PaidOnline
    return await moves.pay(session, order_id, staff.actor, "确认已收款")


async def _move(
    database: Database, order_id: int, staff: Staff, action: str, move: Callable[[AsyncSession], Awaitable[bool]]
) -> OrderOut:
    async with database.begin() as session:
        await reach.check(session, staff, action, order_id)
        order = await queries.find(session, order_id)
        if not await move(session):
            raise WrongStatus(status=order.status)
        await audit.record(session, staff.actor, action, "order", order_id)
        return await queries.staff_detail(session, order_id, staff)
