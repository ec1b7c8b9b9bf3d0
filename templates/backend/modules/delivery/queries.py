"""How an order is on its way, as its customer and as staff see it."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.delivery import serving, shipping
from app.modules.delivery.couriers import courier_name
from app.modules.delivery.errors import ShipmentNotFound
from app.modules.delivery.models import Shipment
from app.modules.delivery.schemas import DeliveryOut, PieceOut, ShipmentOut, StepOut
from app.modules.delivery.settings import DeliverySettings
from app.modules.delivery.states import CANCELED
from app.modules.order.api import Order, find


async def of_order(session: AsyncSession, order_id: int, *, user_id: int | None = None) -> DeliveryOut:
    """Raises OrderNotFound, also for somebody else's order when `user_id` is given."""
    order = await find(session, order_id, user_id=user_id)
    alive = sa.and_(Shipment.order_id == order_id, Shipment.status != CANCELED)
    shipments = (await session.scalars(sa.select(Shipment).where(alive).order_by(Shipment.id))).all()
    left = await shipping.left_to_pack(session, order_id) if order.status == shipping.TO_SHIP else {}
    on_its_way = order.status == serving.ON_ITS_WAY
    last = max((one.shipped_at for one in shipments if one.shipped_at), default=None)
    return DeliveryOut(
        order_id=order_id,
        status=order.status,
        shipments=[out(order, one) for one in shipments],
        left=_pieces(order, left.items()),
        can_receive=on_its_way,
        completes_at=last + DeliverySettings.load().auto_complete if on_its_way and last else None,
    )


async def one(session: AsyncSession, shipment_id: int, *, user_id: int | None = None) -> ShipmentOut:
    """Raises ShipmentNotFound, also for somebody else's when `user_id` is given."""
    shipment = await shipping.shipment_of(session, shipment_id)
    order = await session.get_one(Order, shipment.order_id)
    if user_id is not None and (order.user_id != user_id or shipment.status == CANCELED):
        raise ShipmentNotFound
    return out(order, shipment)


def out(order: Order, shipment: Shipment) -> ShipmentOut:
    values = {name: getattr(shipment, name) for name in ShipmentOut.model_fields.keys() - _MADE}
    return ShipmentOut(
        **values,
        courier_name=courier_name(shipment.courier),
        pieces=_pieces(order, ((line.order_line_id, line.quantity) for line in shipment.lines)),
        steps=[StepOut.model_validate(step, from_attributes=True) for step in shipment.steps],
    )


_MADE = {"courier_name", "pieces", "steps"}


def _pieces(order: Order, numbers: Iterable[tuple[int, int]]) -> list[PieceOut]:
    lines = {line.id: line for line in order.lines}
    return [
        PieceOut(
            order_line_id=line_id,
            name=lines[line_id].name,
            specs_text=lines[line_id].specs_text,
            image_url=lines[line_id].image_url,
            quantity=number,
        )
        for line_id, number in numbers
        if number
    ]
