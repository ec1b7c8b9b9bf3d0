"""Addresses that want to hear of events, and what is to be sent to them."""

import secrets
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock, jobs
from app.core.context import Actor
from app.core.crypto import seal, unseal
from app.core.database import changed
from app.core.events import Event
from app.core.jobs import Payload
from app.core.settings import settings
from app.modules.open_api import addresses, signing
from app.modules.open_api.errors import (
    DeliveryNotFound,
    DeliveryRunning,
    EventUnknown,
    WebhookNotFound,
    WebhookThere,
)
from app.modules.open_api.models import Delivery, Webhook
from app.modules.open_api.schemas import WebhookIn
from app.modules.open_api.settings import OpenApiSettings
from app.modules.open_api.states import DELIVERY, PENDING

SEND = "open_api.send"
PING = "webhook.ping"


def events() -> dict[str, type[Event]]:
    """Every kind of event that there is, by its name."""
    return {kind.name: kind for kind in sorted(_named(Event), key=lambda kind: kind.name)}


def _named(kind: type[Event]) -> Iterable[type[Event]]:
    """Those in `app`: tests have some of their own."""
    if "name" in vars(kind) and kind.__module__.startswith("app."):
        yield kind
    for inner in kind.__subclasses__():
        yield from _named(inner)


async def find(session: AsyncSession, webhook_id: int, *, lock: bool = False) -> Webhook:
    """Raises WebhookNotFound."""
    webhook = await session.get(Webhook, webhook_id, with_for_update=lock, populate_existing=True)
    if webhook is None:
        raise WebhookNotFound
    return webhook


async def create(session: AsyncSession, actor: Actor, body: WebhookIn) -> tuple[Webhook, str]:
    """The address and its secret, which nobody sees again. Raises AddressRefused, EventUnknown, WebhookThere."""
    secret = signing.new_secret()
    webhook = Webhook(**_values(body), created_at=clock.now())
    session.add(webhook)
    await _flush(session)
    seal(webhook, "secret", secret)
    await session.flush()
    await audit.record(session, actor, "open_api.webhook_create", "webhook", webhook.id)
    return webhook, secret


async def change(session: AsyncSession, actor: Actor, webhook_id: int, body: WebhookIn) -> Webhook:
    """Raises WebhookNotFound, AddressRefused, EventUnknown, WebhookThere."""
    webhook = await find(session, webhook_id, lock=True)
    for name, value in _values(body).items():
        setattr(webhook, name, value)
    await _flush(session)
    await audit.record(session, actor, "open_api.webhook_edit", "webhook", webhook_id, active=webhook.active)
    return webhook


async def rotate(session: AsyncSession, actor: Actor, webhook_id: int) -> tuple[Webhook, str]:
    """A new secret; the one before signs along for a while. Raises WebhookNotFound."""
    webhook = await find(session, webhook_id, lock=True)
    secret = signing.new_secret()
    seal(webhook, "previous", unseal(webhook, "secret"))
    webhook.previous_until = clock.now() + OpenApiSettings.load().overlap
    seal(webhook, "secret", secret)
    await session.flush()
    await audit.record(session, actor, "open_api.webhook_secret", "webhook", webhook_id)
    return webhook, secret


async def tell(session: AsyncSession, event: Event) -> None:
    """A delivery for each address that wants to hear of it, in the transaction of the job that tells."""
    data = TypeAdapter(type(event)).dump_python(event, mode="json")
    for webhook in await session.scalars(sa.select(Webhook).where(Webhook.active).order_by(Webhook.id)):
        if event.name in webhook.events:
            await _put(session, webhook.id, event.name, data)


async def ping(session: AsyncSession, webhook_id: int) -> int:
    """The delivery of a message that says nothing. Raises WebhookNotFound."""
    return await _put(session, (await find(session, webhook_id)).id, PING, {})


async def redeliver(session: AsyncSession, actor: Actor, delivery_id: int) -> Delivery:
    """Send what was delivered, or given up, once more. Raises DeliveryNotFound, DeliveryRunning."""
    values = {"round": Delivery.round + 1, "attempts": 0, "ended_at": None, "next_at": clock.now()}
    moved = await DELIVERY.move(session, Delivery, delivery_id, source=None, to=PENDING, **values)
    delivery = await session.get(Delivery, delivery_id, populate_existing=True)
    if delivery is None:
        raise DeliveryNotFound
    if not moved:
        raise DeliveryRunning
    await ask(session, delivery)
    await audit.record(session, actor, "open_api.redeliver", "delivery", delivery_id)
    return delivery


async def ask(session: AsyncSession, delivery: Delivery) -> None:
    """For the next attempt, when its time has come."""
    key = f"{delivery.id}:{delivery.round}:{delivery.attempts}"
    payload = {"delivery_id": delivery.id, "round": delivery.round, "attempts": delivery.attempts}
    await jobs.schedule(session, SEND, key=key, run_at=delivery.next_at, payload=payload)


async def forget(session: AsyncSession, _: Payload) -> None:
    """Deliveries that ended long ago."""
    before = clock.now() - OpenApiSettings.load().keep_for
    await changed(session, sa.delete(Delivery).where(Delivery.status != PENDING, Delivery.created_at < before))


async def _put(session: AsyncSession, webhook_id: int, event: str, data: dict[str, Any]) -> int:
    now = clock.now()
    delivery = Delivery(
        webhook_id=webhook_id,
        key=f"msg_{secrets.token_hex(12)}",
        event=event,
        data=data,
        status=DELIVERY.initial,
        created_at=now,
        next_at=now,
    )
    session.add(delivery)
    await session.flush()
    await ask(session, delivery)
    return delivery.id


def _values(body: WebhookIn) -> dict[str, Any]:
    """Raises AddressRefused, EventUnknown."""
    addresses.parse(body.url, strict=settings().production)
    if unknown := set(body.events) - events().keys():
        raise EventUnknown(events=sorted(unknown))
    return {"url": body.url, "events": sorted(set(body.events)), "active": body.active}


async def _flush(session: AsyncSession) -> None:
    try:
        await session.flush()
    except IntegrityError:
        raise WebhookThere from None
