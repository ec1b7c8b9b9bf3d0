"""What an order would cost, and placing it."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from app.contracts.pricing import PRICE_STEPS
from app.contracts.stock import OutOfStock
from app.core.auth import CurrentUser
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import UserOnce, repeatable
from app.core.rate_limit import limit_user
from app.modules.order import queries
from app.modules.order.errors import (
    AddressRequired,
    OrderProblem,
    PriceChanged,
    SkuUnavailable,
    TooManyLines,
    TooManyOpenOrders,
)
from app.modules.order.placing import address_for, place
from app.modules.order.pricing import price, with_shortages
from app.modules.order.schemas import OrderIn, OrderOut, Placed, PreviewIn, PreviewOut


def placing_routers() -> list[APIRouter]:
    """Made once it is known what the promotions may refuse with."""
    router = APIRouter(prefix="/orders", tags=["订单"])
    refusals = [error for step in PRICE_STEPS.all() for error in step.refusals]

    @router.post(
        "/preview",
        summary="试算",
        responses=raises(SkuUnavailable, TooManyLines, AddressRequired, *refusals),
        openapi_extra=repeatable("changes nothing"),
    )
    async def preview(body: PreviewIn, user: CurrentUser, database: DatabaseDep) -> PreviewOut:
        async with database.read() as session:
            address = await address_for(session, user.id, body.address_id)
            priced = await price(session, user.id, body.items, body.inputs, address)
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
            *refusals,
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

    return [router]
