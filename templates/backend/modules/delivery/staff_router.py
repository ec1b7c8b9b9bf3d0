"""What staff do with shipments."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce, repeatable
from app.core.ids import Id
from app.core.staff import CurrentStaff, require
from app.modules.delivery import queries, shipping
from app.modules.delivery.couriers import COURIERS
from app.modules.delivery.errors import (
    CourierUnknown,
    NothingToShip,
    RefundedInside,
    ShipmentMoved,
    ShipmentNotFound,
    TooManyShipments,
    TooMuchToShip,
)
from app.modules.delivery.schemas import (
    CarriedIn,
    CourierOut,
    CouriersOut,
    DeliveryOut,
    ShipmentIn,
    ShipmentOut,
    StepIn,
)
from app.modules.order.api import OrderNotFound, find

router = APIRouter(prefix="/staff", tags=["店员·配送"])

READ, SEND = require("delivery.read"), require("delivery.send")


@router.get("/couriers", summary="快递公司", dependencies=[READ])
async def couriers() -> CouriersOut:
    return CouriersOut(items=[CourierOut(code=code, name=name) for code, name in COURIERS.items()])


@router.get("/orders/{order_id}/shipments", summary="订单的包裹", dependencies=[READ], responses=raises(OrderNotFound))
async def of_order(order_id: Id, database: DatabaseDep) -> DeliveryOut:
    async with database.read() as session:
        return await queries.of_order(session, order_id)


@router.post(
    "/orders/{order_id}/shipments",
    summary="打包或发货",
    status_code=201,
    dependencies=[SEND],
    response_model=ShipmentOut,
    responses=raises(OrderNotFound, NothingToShip, TooMuchToShip, TooManyShipments, CourierUnknown),
)
async def create(
    order_id: Id, body: ShipmentIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> ShipmentOut:
        await find(session, order_id)
        shipment = await shipping.pack(session, staff.actor, order_id, body.wanted)
        if body.courier and body.tracking_no:
            await shipping.send(session, staff.actor, shipment.id, body.courier, body.tracking_no)
        return await queries.one(session, shipment.id)

    return await once.run(database, work, status=201)


@router.post(
    "/shipments/{shipment_id}/send",
    summary="寄出",
    dependencies=[SEND],
    responses=raises(ShipmentNotFound, ShipmentMoved, NothingToShip, RefundedInside, CourierUnknown),
    openapi_extra=repeatable("leaves one state, once"),
)
async def send(shipment_id: Id, body: CarriedIn, staff: CurrentStaff, database: DatabaseDep) -> ShipmentOut:
    async with database.begin() as session:
        await shipping.send(session, staff.actor, shipment_id, body.courier, body.tracking_no)
        return await queries.one(session, shipment_id)


@router.post(
    "/shipments/{shipment_id}/correct",
    summary="更正快递单号",
    dependencies=[SEND],
    responses=raises(ShipmentNotFound, ShipmentMoved, CourierUnknown),
    openapi_extra=repeatable("leaves one state, once"),
)
async def correct(shipment_id: Id, body: CarriedIn, staff: CurrentStaff, database: DatabaseDep) -> ShipmentOut:
    async with database.begin() as session:
        await shipping.correct(session, staff.actor, shipment_id, body.courier, body.tracking_no)
        return await queries.one(session, shipment_id)


@router.post(
    "/shipments/{shipment_id}/unpack",
    summary="取消打包",
    dependencies=[SEND],
    responses=raises(ShipmentNotFound, ShipmentMoved),
    openapi_extra=repeatable("leaves one state, once"),
)
async def unpack(shipment_id: Id, staff: CurrentStaff, database: DatabaseDep) -> ShipmentOut:
    async with database.begin() as session:
        await shipping.unpack(session, staff.actor, shipment_id)
        return await queries.one(session, shipment_id)


@router.post(
    "/shipments/{shipment_id}/steps",
    summary="记录物流进度",
    dependencies=[SEND],
    responses=raises(ShipmentNotFound),
    openapi_extra=repeatable("leaves one state, once"),
)
async def note(shipment_id: Id, body: StepIn, database: DatabaseDep) -> ShipmentOut:
    async with database.begin() as session:
        await shipping.shipment_of(session, shipment_id)
        await shipping.note_steps(session, shipment_id, [{"at": clock.now(), **body.model_dump()}])
        return await queries.one(session, shipment_id)


@router.post(
    "/shipments/{shipment_id}/delivered",
    summary="标记为已签收",
    dependencies=[SEND],
    responses=raises(ShipmentNotFound, ShipmentMoved),
    openapi_extra=repeatable("leaves one state, once"),
)
async def delivered(shipment_id: Id, staff: CurrentStaff, database: DatabaseDep) -> ShipmentOut:
    async with database.begin() as session:
        await shipping.mark_delivered(session, staff.actor, shipment_id)
        return await queries.one(session, shipment_id)
