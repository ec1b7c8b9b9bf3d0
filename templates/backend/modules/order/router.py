from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from app.contracts.stock import OutOfStock
from app.core.auth import CurrentUser
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import UserOnce
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.rate_limit import limit_user
from app.modules.order import moves, queries
from app.modules.order.errors import (
    AddressRequired,
    OrderNotFound,
    OrderProblem,
    PriceChanged,
    SkuUnavailable,
    TooManyLines,
    TooManyOpenOrders,
    WrongStatus,
)
from app.modules.order.placing import address_for, place
from app.modules.order.pricing import price, with_shortages
from app.modules.order.schemas import CancelIn, OrderIn, OrderOut, Placed, PreviewIn, PreviewOut

router = APIRouter(prefix="/orders", tags=["订单"])

Status = Annotated[
    Literal["pending_payment", "paid", "completed", "canceled"] | None,
    Query(description="`paid` stands for everything that is paid for and not done yet"),
]


@router.post("/preview", summary="试算", responses=raises(SkuUnavailable, TooManyLines, AddressRequired))
async def preview(body: PreviewIn, user: CurrentUser, database: DatabaseDep) -> PreviewOut:
    async with database.read() as session:
        priced = await price(session, user.id, body.items, body.inputs)
        await address_for(session, user.id, body.address_id)
        return queries.preview(await with_shortages(session, priced))


@router.post(
    "",
    status_code=201,
    response_model=OrderOut,
    summary="提交订单",
    dependencies=[limit_user("30/minute", "order.create")],
    responses=raises(
        SkuUnavailable,
        OutOfStock,
        PriceChanged,
        TooManyOpenOrders,
        AddressRequired,
        TooManyLines,
        OrderProblem,
    ),
)
async def create(body: OrderIn, user: CurrentUser, once: UserOnce, database: DatabaseDep) -> JSONResponse:
    async with database.begin() as session:
        kept = await once.replay(session)
        if kept is None:
            order = await place(session, user.id, body)
            kept = await once.save(session, Placed(id=order.id), status=201)
        order_id = Placed.model_validate_json(bytes(kept.body)).id
        out = await queries.detail(session, order_id, user.id)
    return JSONResponse(out.model_dump(mode="json"), kept.status_code)


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


@router.post("/{order_id}/cancel", summary="取消未付款的订单", responses=raises(OrderNotFound, WrongStatus))
async def cancel(order_id: Id, body: CancelIn, user: CurrentUser, database: DatabaseDep) -> OrderOut:
    async with database.begin() as session:
        order = await queries.find(session, order_id, user_id=user.id)
        moved = await moves.cancel_unpaid(session, order_id, user.actor, "user", body.reason)
        if not moved and order.cancel_reason != "user":
            raise WrongStatus(status=order.status)
        return await queries.detail(session, order_id, user.id)
