"""Asking how far a parcel is, again and again until it has arrived."""

from dataclasses import asdict

from app.contracts.delivery import TRACKER, NobodyTracks
from app.core.crypto import unseal
from app.core.jobs import JobContext, Payload
from app.modules.delivery import shipping
from app.modules.delivery.models import Shipment
from app.modules.delivery.states import SHIPPED
from app.modules.order.api import Order


async def track(job: JobContext, payload: Payload) -> None:
    """Note what the tracking service knows by now. Raises what the service raises: the row comes again."""
    async with job.read() as session:
        shipment = await session.get_one(Shipment, int(payload["shipment_id"]))
        order = await session.get_one(Order, shipment.order_id)
    if shipment.status != SHIPPED:
        return
    phone = unseal(order, "address_phone") or ""
    steps = await TRACKER.one(NobodyTracks()).track(job, shipment.courier, shipment.tracking_no, phone[-4:])
    async with job.commit() as session:
        now = await shipping.shipment_of(session, shipment.id)
        if now.tracking_no == shipment.tracking_no:
            plain = [{name: value for name, value in asdict(step).items() if name != "delivered"} for step in steps]
            await shipping.note_steps(session, shipment.id, plain)
            if any(step.delivered for step in steps):
                await shipping.deliver(session, shipment.id)
                return
        await shipping.follow(session, now)
