from typing import Annotated, Literal

from fastapi import APIRouter, Query

from app.core.auth import CurrentUser
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.modules.order import moves, queries
from app.modules.order.errors import OrderHeld, OrderNotFound, WrongStatus
from app.modules.order.schemas import CancelIn, OrderOut

router = APIRouter(prefix="/orders", tags=["订单"])

Status = Annotated[
    Literal["pending_payment", "paid", "completed", "canceled"] | None,
    Query(description="`paid` stands for everything that is paid for and not done yet"),
]


@router.get("", summary="我的订单")
async def mine(user: CurrentUser, database: DatabaseDep, page: PageDep, status: Status = None) -> Page[OrderOut]:
    async with database.read() as session:
        return await queries.page_of(session, user.id, status, page)


@router.get("/counts", summary="各状态的订单数")
async def counts(user: CurrentUser, database: DatabaseDep) -> dict[str, int]:
    async with database.read() as session:
        return await queries.counts(session, user.id)


@router.get("/{order_id}", summary="订单详情", responses=raises(OrderNotFound))
async def detail(order_id: Id, user: CurrentUser, database: DatabaseDep) -> OrderOut:
    async with database.read() as session:
        return await queries.detail(session, order_id, user.id)


@router.post(
    "/{order_id}/cancel",
    summary="取消未付款的订单",
    responses=raises(OrderNotFound, WrongStatus, OrderHeld),
    openapi_extra=repeatable("leaves one state, once"),
)
async def cancel(order_id: Id, body: CancelIn, user: CurrentUser, database: DatabaseDep) -> OrderOut:
    async with database.begin() as session:
        order = await queries.find(session, order_id, user_id=user.id)
        moved = await moves.cancel_unpaid(session, order_id, user.actor, "user", body.reason)
        if not moved and order.cancel_reason != "user":
            if why := (await queries.kept(session, [order])).get(order_id):
                raise OrderHeld(why.text, until=why.until)
            raise WrongStatus(status=order.status)
        return await queries.detail(session, order_id, user.id)
