"""Orders that are this module's to serve: those that go to an address."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.aftersale import AftersaleCompleted
from app.contracts.order import OrderCanceled, OrderCompleted, OrderEvent, OrderReady
from app.contracts.shipping_info import SHIPPING_INFO, NobodyAsks, Parcel, ReceiptConfirmed
from app.core.context import SYSTEM, Actor
from app.core.database import changed
from app.core.jobs import Payload
from app.modules.delivery import shipping
from app.modules.delivery.errors import NotReceivable
from app.modules.delivery.models import Shipment, ToShip
from app.modules.delivery.states import CANCELED, PACKED, SHIPPED
from app.modules.order.api import Order, advance, complete, find

ON_ITS_WAY = "shipped"
WECHAT = Actor("wechat")
COMPLETED = "completed"


async def take_over(session: AsyncSession, event: OrderReady) -> None:
    """A paid order with an address is to be sent."""
    order = await session.get_one(Order, event.order_id)
    if not order.has_address or not await advance(session, order.id, shipping.TO_SHIP, SYSTEM):
        return
    session.add_all(ToShip(order_line_id=line.id, order_id=order.id, quantity=line.quantity) for line in order.lines)
    await session.flush()


async def go_on(session: AsyncSession, event: AftersaleCompleted) -> None:
    """What was to follow has been refunded: perhaps all has left that is to leave."""
    await shipping.without_the_rest(session, event.order_id)


async def stop(session: AsyncSession, event: OrderCanceled) -> None:
    """Nothing more leaves for an order that was cancelled."""
    await _stop_packed(session, event)


async def finish(session: AsyncSession, event: OrderCompleted) -> None:
    """The customer has everything. What the shop brought itself, WeChat has not heard of yet."""
    await _stop_packed(session, event)
    sent = sa.select(Shipment.id).where(Shipment.order_id == event.order_id, Shipment.status == SHIPPED)
    for shipment_id in (await session.scalars(sent.order_by(Shipment.id))).all():
        await shipping.deliver(session, shipment_id)
    rows = await shipping.to_ship(session, event.order_id)
    if all(row.shipped == row.quantity for row in rows):
        return
    order = await session.get_one(Order, event.order_id)
    if any(row.shipped for row in rows):
        await shipping.tell_wechat(session, order, complete=True)
        return
    names = "，".join(f"{line.name}*{line.quantity}" for line in order.lines)
    await SHIPPING_INFO.one(NobodyAsks()).tell(session, shipping.SUBJECT, order.id, "local", [Parcel(names)])


async def _stop_packed(session: AsyncSession, event: OrderEvent) -> None:
    packed = sa.and_(Shipment.order_id == event.order_id, Shipment.status == PACKED)
    await changed(session, sa.update(Shipment).where(packed).values(status=CANCELED))


async def receive(session: AsyncSession, order_id: int, user_id: int, actor: Actor) -> None:
    """The customer says that everything came; once more changes nothing. Raises OrderNotFound, NotReceivable."""
    await find(session, order_id, user_id=user_id)
    order = await shipping.locked(session, order_id)
    if order.status == COMPLETED:
        return
    if order.status != ON_ITS_WAY:
        raise NotReceivable(status=order.status)
    await complete(session, order_id, actor, "确认收货")


async def confirmed(session: AsyncSession, event: ReceiptConfirmed) -> None:
    """The customer said so to WeChat, or WeChat has waited long enough."""
    if event.subject != shipping.SUBJECT:
        return
    order = await shipping.locked(session, event.subject_id)
    if order.status == ON_ITS_WAY:
        note = "在微信确认收货" if event.by_customer else "微信自动确认收货"
        await complete(session, order.id, WECHAT, note)


async def complete_by_itself(session: AsyncSession, payload: Payload) -> None:
    """Long enough under way: the customer forgot to say that it came."""
    order = await shipping.locked(session, int(payload["order_id"]))
    if order.status == ON_ITS_WAY:
        await complete(session, order.id, SYSTEM, "发货后自动确认收货")
