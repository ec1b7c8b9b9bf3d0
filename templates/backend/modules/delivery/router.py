"""How orders are on their way, for their customers."""

from fastapi import APIRouter

from app.core.auth import CurrentUser
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.core.ids import Id
from app.modules.delivery import queries, serving
from app.modules.delivery.errors import NotReceivable, ShipmentNotFound
from app.modules.delivery.schemas import DeliveryOut, ShipmentOut
from app.modules.order.api import OrderNotFound

router = APIRouter(tags=["配送"])


@router.get("/orders/{order_id}/shipments", summary="订单的包裹", responses=raises(OrderNotFound))
async def of_order(order_id: Id, user: CurrentUser, database: DatabaseDep) -> DeliveryOut:
    async with database.read() as session:
        return await queries.of_order(session, order_id, user_id=user.id)


@router.post(
    "/orders/{order_id}/receive",
    summary="确认收货",
    responses=raises(OrderNotFound, NotReceivable),
    openapi_extra=repeatable("leaves one state, once"),
)
async def receive(order_id: Id, user: CurrentUser, database: DatabaseDep) -> DeliveryOut:
    async with database.begin() as session:
        await serving.receive(session, order_id, user.id, user.actor)
        return await queries.of_order(session, order_id, user_id=user.id)


@router.get("/shipments/{shipment_id}", summary="物流详情", responses=raises(ShipmentNotFound))
async def one(shipment_id: Id, user: CurrentUser, database: DatabaseDep) -> ShipmentOut:
    async with database.read() as session:
        return await queries.one(session, shipment_id, user_id=user.id)
