"""A broker inside this process, for development and the smallest workshop: MQTT 3.1.1, without any other server.

It keeps nothing when the process ends: a device that asks for an answer (QoS 1) has it as soon as the broker has the
message, not when the database does. A workshop that must not lose any runs Mosquitto or EMQX (`DEVICE_MQTT_URL`).
"""

import secrets
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from hmac import compare_digest
from typing import Any, ClassVar

from amqtt.broker import Broker
from amqtt.contexts import Action, BaseContext, BrokerConfig, ListenerConfig
from amqtt.plugins.base import BaseAuthPlugin, BaseTopicPlugin
from amqtt.session import Session

from app.core.database import Database
from app.modules.device.mqtt import topics
from app.modules.device.mqtt.settings import Address
from app.modules.device.principal import count, recognized

INGEST = "@ingest"
"""Who takes in what devices tell; no device can be called that."""


class PortTaken(OSError):
    pass


@dataclass(frozen=True)
class Guard:
    """Who may come in, and what he may read and write."""

    guards: ClassVar[dict[str, "Guard"]] = {}
    """Those of the brokers that run: the library makes plug-ins by itself, and can tell them a text only."""

    database: Database
    password: str
    """Of whoever takes in what devices tell."""

    async def lets_in(self, client_id: str, username: str, password: str) -> bool:
        """A device goes by its code in both places: else it could end another's connection."""
        if username == INGEST:
            return client_id == INGEST and compare_digest(password, self.password)
        async with self.database.read() as session:
            known = await recognized(session, username, password)
        if known is None or client_id != username:
            await count(self.database, username, "wrong_secret")
            return False
        return True

    async def allows(self, username: str, topic: str, action: Action) -> bool:
        if username == INGEST:
            return True
        allowed = topics.may_write if action == Action.PUBLISH else topics.may_read
        if allowed(username, topic):
            return True
        if action != Action.RECEIVE:  # what is sent to others passes by here, and is nobody's fault
            await count(self.database, username, "other_topic")
        return False


class Authentication(BaseAuthPlugin):
    @dataclass
    class Config:
        guard: str = ""

    async def authenticate(self, *, session: Session) -> bool | None:
        guard = _guard(self.context)
        return await guard.lets_in(session.client_id or "", session.username or "", session.password or "")


class Access(BaseTopicPlugin):
    @dataclass
    class Config:
        guard: str = ""

    async def topic_filtering(
        self, *, session: Session | None = None, topic: str | None = None, action: Action | None = None
    ) -> bool | None:
        if session is None or topic is None or action is None:
            return False
        return await _guard(self.context).allows(session.username or "", topic, action)


def _guard(context: BaseContext) -> Guard:
    return Guard.guards[context.config.guard]  # type: ignore[union-attr]  # the plug-in's own Config


class Subscriptions(dict[str, list[tuple[Session, int]]]):
    """Whoever looks through them sees them as they are now. The library goes on to something else in between, and
    would drop the message in hand when a device subscribes or leaves meanwhile.
    """

    def __iter__(self) -> Iterator[str]:
        return iter(list(super().__iter__()))

    def items(self) -> Any:  # noqa: ANN401  # as a dictionary's, but a copy
        return [(wanted, list(sessions)) for wanted, sessions in super().items()]


@asynccontextmanager
async def embedded(database: Database, listen: str) -> AsyncIterator[Address]:
    """A broker that listens there; what it gives is how to take in what devices tell.

    Raises PortTaken where somebody else listens there.
    """
    host, _, port = listen.rpartition(":")
    try:
        with socket.create_server((host, int(port))):
            pass
    except OSError as error:
        raise PortTaken(f"{listen}: {error}") from None
    key, password = secrets.token_hex(8), secrets.token_urlsafe(24)
    Guard.guards[key] = Guard(database, password)
    here = f"{__name__}.{{}}".format
    config = BrokerConfig(
        listeners={"default": ListenerConfig(bind=listen)},
        plugins={here("Authentication"): {"guard": key}, here("Access"): {"guard": key}},
    )
    broker = Broker(config)
    broker._subscriptions = Subscriptions()  # noqa: SLF001  # there is no other way in
    await broker.start()
    try:
        local = "127.0.0.1" if host in ("", "0.0.0.0") else host  # noqa: S104  # what is compared, not bound
        yield Address(f"mqtt://{INGEST}:{password}@{local}:{port}")
    finally:
        await broker.shutdown()
        del Guard.guards[key]
