"""The moves of a shipment. An order's row is locked first: what is sent and what is cancelled wait for each other."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.aftersale import RETURNS, NothingReturned
from app.contracts.delivery import TRACKER, ShipmentDelivered, ShipmentEvent, ShipmentSent
from app.contracts.shipping_info import MAX_PARCELS, SHIPPING_INFO, NobodyAsks, Parcel
from app.core import audit, clock, jobs
from app.core.context import SYSTEM, Actor
from app.core.crypto import unseal
from app.core.database import changed, upsert
from app.core.events import emit
from app.modules.delivery.couriers import courier_name, known
from app.modules.delivery.errors import (
    NothingToShip,
    RefundedInside,
    ShipmentMoved,
    ShipmentNotFound,
    TooManyShipments,
    TooMuchToShip,
)
from app.modules.delivery.models import Shipment, ShipmentLine, Step, ToShip
from app.modules.delivery.settings import DeliverySettings
from app.modules.delivery.states import CANCELED, DELIVERED, PACKED, SHIPMENT, SHIPPED
from app.modules.order.api import Order, advance

SUBJECT = "order"
TO_SHIP = "to_ship"
COMPLETE = "delivery.complete"
TRACK = "delivery.track"


async def shipment_of(session: AsyncSession, shipment_id: int) -> Shipment:
    """Raises ShipmentNotFound."""
    shipment = await session.get(Shipment, shipment_id, populate_existing=True)
    if shipment is None:
        raise ShipmentNotFound
    return shipment


async def locked(session: AsyncSession, order_id: int) -> Order:
    """The order, for one change at a time."""
    return await session.get_one(Order, order_id, with_for_update=True, populate_existing=True)


async def pack(session: AsyncSession, actor: Actor, order_id: int, wanted: Mapping[int, int] | None) -> Shipment:
    """A parcel with `wanted` (order line -> pieces), or with all that is left.

    Raises NothingToShip, TooMuchToShip, TooManyShipments.
    """
    order = await locked(session, order_id)
    left = await left_to_pack(session, order_id)
    pieces = {line: number for line, number in left.items() if number} if wanted is None else dict(wanted)
    if order.status != TO_SHIP or not pieces:
        raise NothingToShip(status=order.status)
    alive = sa.and_(Shipment.order_id == order_id, Shipment.status != CANCELED)
    if (await session.scalar(sa.select(sa.func.count()).select_from(Shipment).where(alive)) or 0) >= MAX_PARCELS:
        raise TooManyShipments
    for line, number in sorted(pieces.items()):
        if number > left.get(line, 0) or not await _count(session, order_id, line, packed=number):
            raise TooMuchToShip(order_line_id=line, left=left.get(line, 0))
    shipment = Shipment(order_id=order_id, status=SHIPMENT.initial, packed_at=clock.now())
    shipment.lines = [ShipmentLine(order_line_id=line, quantity=number) for line, number in sorted(pieces.items())]
    session.add(shipment)
    await session.flush()
    await audit.record(session, actor, "shipment.pack", "shipment", shipment.id, order_id=order_id)
    return shipment


async def send(session: AsyncSession, actor: Actor, shipment_id: int, courier: str, tracking_no: str) -> Shipment:
    """It leaves. Raises ShipmentNotFound, CourierUnknown, NothingToShip, ShipmentMoved, RefundedInside."""
    shipment = await shipment_of(session, shipment_id)
    order = await locked(session, shipment.order_id)
    if order.status != TO_SHIP:
        raise NothingToShip(status=order.status)
    await _check_inside(session, shipment)
    values: dict[str, Any] = {"courier": known(courier), "tracking_no": tracking_no, "shipped_at": clock.now()}
    if not await SHIPMENT.move(session, Shipment, shipment_id, to=SHIPPED, **values):
        raise ShipmentMoved(status=shipment.status)
    shipment = await shipment_of(session, shipment_id)
    for line in shipment.lines:
        await _count(session, order.id, line.order_line_id, shipped=line.quantity)
    complete = await _on_its_way(session, order, actor, f"{courier_name(courier)} {tracking_no}")
    await tell_wechat(session, order, complete=complete)
    await emit(session, _event(ShipmentSent, order, shipment, complete=complete))
    await follow(session, shipment)
    details = {"courier": courier, "tracking_no": tracking_no}
    await audit.record(session, actor, "shipment.send", "shipment", shipment_id, **details)
    return shipment


async def _check_inside(session: AsyncSession, shipment: Shipment) -> None:
    """Raises RefundedInside: what was refunded since it was packed can be sold to others already."""
    refunded = await RETURNS.one(NothingReturned()).refunded(session, shipment.order_id)
    owed = {
        row.order_line_id: row.quantity - row.shipped - refunded.get(row.order_line_id, 0)
        for row in await to_ship(session, shipment.order_id)
    }
    for line in shipment.lines:
        if shipment.status == PACKED and line.quantity > owed[line.order_line_id]:
            raise RefundedInside(order_line_id=line.order_line_id)


async def _on_its_way(session: AsyncSession, order: Order, actor: Actor, note: str) -> bool:
    """Whether all has left that is to leave; the order then waits for the customer to have it."""
    refunded = await RETURNS.one(NothingReturned()).refunded(session, order.id)
    rows = await to_ship(session, order.id)
    if not all(row.shipped + refunded.get(row.order_line_id, 0) >= row.quantity for row in rows):
        return False
    if await advance(session, order.id, "shipped", actor, note):
        due = clock.now() + DeliverySettings.load().auto_complete
        await jobs.schedule(session, COMPLETE, key=str(order.id), run_at=due, payload={"order_id": order.id})
    return True


async def without_the_rest(session: AsyncSession, order_id: int) -> None:
    """Nothing is left to send of an order of which some has left: what was to follow is refunded."""
    order = await locked(session, order_id)
    some_left = order.status == TO_SHIP and any(row.shipped for row in await to_ship(session, order_id))
    if some_left and await _on_its_way(session, order, SYSTEM, "其余商品已退款"):
        await tell_wechat(session, order, complete=True)


async def unpack(session: AsyncSession, actor: Actor, shipment_id: int) -> Shipment:
    """It will not leave; what was in it is left to pack. Raises ShipmentNotFound, ShipmentMoved."""
    shipment = await shipment_of(session, shipment_id)
    await locked(session, shipment.order_id)
    if not await SHIPMENT.move(session, Shipment, shipment_id, to=CANCELED):
        raise ShipmentMoved(status=shipment.status)
    for line in shipment.lines:
        await _count(session, shipment.order_id, line.order_line_id, packed=-line.quantity)
    await audit.record(session, actor, "shipment.unpack", "shipment", shipment_id)
    return await shipment_of(session, shipment_id)


async def correct(session: AsyncSession, actor: Actor, shipment_id: int, courier: str, tracking_no: str) -> Shipment:
    """Another number than was noted when it left; what was told of the old one is forgotten.

    Raises ShipmentNotFound, CourierUnknown, ShipmentMoved.
    """
    shipment = await shipment_of(session, shipment_id)
    was = [shipment.courier, shipment.tracking_no]
    order = await locked(session, shipment.order_id)
    mine = sa.and_(Shipment.id == shipment_id, Shipment.status == SHIPPED)
    values = {"courier": known(courier), "tracking_no": tracking_no}
    if not await changed(session, sa.update(Shipment).where(mine).values(values)):
        raise ShipmentMoved(status=shipment.status)
    await session.execute(sa.delete(Step).where(Step.shipment_id == shipment_id))
    await tell_wechat(session, order, complete=order.status != TO_SHIP)
    details = {"courier": [was[0], courier], "tracking_no": [was[1], tracking_no]}
    await audit.record(session, actor, "shipment.correct", "shipment", shipment_id, **details)
    return await shipment_of(session, shipment_id)


async def deliver(session: AsyncSession, shipment_id: int) -> bool:
    """The receiver has it; False when that was known, or it never left."""
    if not await SHIPMENT.move(session, Shipment, shipment_id, to=DELIVERED, delivered_at=clock.now()):
        return False
    shipment = await shipment_of(session, shipment_id)
    order = await session.get_one(Order, shipment.order_id)
    await emit(session, _event(ShipmentDelivered, order, shipment, complete=order.status != TO_SHIP))
    return True


async def mark_delivered(session: AsyncSession, actor: Actor, shipment_id: int) -> None:
    """Staff know that it arrived. Raises ShipmentNotFound, ShipmentMoved."""
    shipment = await shipment_of(session, shipment_id)
    if not await deliver(session, shipment_id):
        raise ShipmentMoved(status=shipment.status)
    await audit.record(session, actor, "shipment.delivered", "shipment", shipment_id)


async def note_steps(session: AsyncSession, shipment_id: int, steps: Sequence[Mapping[str, Any]]) -> None:
    """What happened to it (`at`, `text`, `place`); what is known already changes nothing."""
    if steps:
        rows = [{**step, "shipment_id": shipment_id} for step in steps]
        await session.execute(upsert(session, Step).values(rows).on_conflict_do_nothing())


async def tell_wechat(session: AsyncSession, order: Order, *, complete: bool) -> None:
    """Everything that has left so far."""
    left = Shipment.status.in_([SHIPPED, DELIVERED])
    query = sa.select(Shipment).where(Shipment.order_id == order.id, left).order_by(Shipment.id)
    shipments = (await session.scalars(query, execution_options={"populate_existing": True})).all()
    receiver = unseal(order, "address_phone") or ""
    parcels = [Parcel(contents(order, one), one.courier, one.tracking_no, receiver) for one in shipments]
    await SHIPPING_INFO.one(NobodyAsks()).tell(session, SUBJECT, order.id, "express", parcels, complete=complete)


async def follow(session: AsyncSession, shipment: Shipment) -> None:
    """Look up in a while how far it is, where there is somebody to ask."""
    if TRACKER.all():
        due = clock.now() + DeliverySettings.load().track_every
        await jobs.schedule(session, TRACK, run_at=due, payload={"shipment_id": shipment.id})


def contents(order: Order, shipment: Shipment) -> str:
    """What is in it, in words."""
    lines = {line.id: line for line in order.lines}
    inside = [(lines[piece.order_line_id], piece.quantity) for piece in shipment.lines]
    return "，".join(f"{' '.join(filter(None, (line.name, line.specs_text)))}*{number}" for line, number in inside)


async def left_to_pack(session: AsyncSession, order_id: int) -> dict[int, int]:
    """Pieces by line; without those that are refunded, or asked for to be."""
    kept = await RETURNS.one(NothingReturned()).kept_back(session, order_id)
    rows = await to_ship(session, order_id)
    return {row.order_line_id: max(row.quantity - row.packed - kept.get(row.order_line_id, 0), 0) for row in rows}


async def to_ship(session: AsyncSession, order_id: int) -> Sequence[ToShip]:
    query = sa.select(ToShip).where(ToShip.order_id == order_id).order_by(ToShip.order_line_id)
    return (await session.scalars(query, execution_options={"populate_existing": True})).all()


class Parcels:
    """What has left of an order, as others ask it (`app/contracts/order.py`)."""

    async def gone(self, session: AsyncSession, order_id: int) -> dict[int, int]:
        return {row.order_line_id: row.shipped for row in await to_ship(session, order_id)}


async def _count(session: AsyncSession, order_id: int, line: int, *, packed: int = 0, shipped: int = 0) -> bool:
    """Add to the counts of a line; False, and nothing is changed, when it has not so many."""
    fits = sa.and_(
        ToShip.order_line_id == line,
        ToShip.order_id == order_id,
        ToShip.packed + packed <= ToShip.quantity,
        ToShip.packed + packed >= ToShip.shipped + shipped,
    )
    counts = {"packed": ToShip.packed + packed, "shipped": ToShip.shipped + shipped}
    return await changed(session, sa.update(ToShip).where(fits).values(counts)) == 1


def _event(kind: type[ShipmentEvent], order: Order, shipment: Shipment, *, complete: bool) -> ShipmentEvent:
    return kind(shipment.id, order.id, order.order_no, order.user_id, shipment.courier, shipment.tracking_no, complete)
