"""Connections to a broker that stay up by themselves."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

import structlog
from gmqtt import Client
from gmqtt.mqtt.constants import MQTTv311

from app.modules.device.mqtt import topics
from app.modules.device.mqtt.settings import Address

AGAIN = timedelta(seconds=1)
ANSWERS_WITHIN = timedelta(seconds=20)
BY_ITSELF = -2
"""How often the library connects again: never (-1 is without end, and 0 is once)."""

PUBACK = b"\x40\x02"
"""Before the number of the message (MQTT 3.1.1, section 3.4)."""

log = structlog.get_logger(__name__)


class Delivery(NamedTuple):
    """A message, and what it takes to acknowledge it: `number` is 0 where nobody waits for that."""

    topic: str
    payload: bytes
    connection: Any = None
    number: int = 0


Heard = Callable[[Delivery], None]


def acknowledge(deliveries: Iterable[Delivery]) -> None:
    """To whom they came from: what a connection left open when it ended comes again on the next one."""
    numbered = (one for one in deliveries if one.number)
    for connection, group in groupby(numbered, key=attrgetter("connection")):
        if not connection.is_closing():
            connection.send_package(b"".join(PUBACK + one.number.to_bytes(2, "big") for one in group))


@asynccontextmanager
async def beside(endless: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(endless)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def listening(
    address: Address, client_id: str, heard: Heard, *, also: Sequence[str] = ()
) -> AsyncIterator[Client]:
    """What devices tell, and what `also` names, to `heard`; whoever has kept it acknowledges it.

    The broker knows the listener again by `client_id`, and keeps for it what comes while it is away.
    """
    client = Client(client_id, clean_session=False, optimistic_acknowledgement=False)
    client.on_message = lambda _client, topic, payload, _qos, _properties: heard(Delivery(topic, payload))

    def numbered(number: int, payload: bytes, topic: str, _properties: object) -> None:
        heard(Delivery(topic, payload, client._connection, number))  # noqa: SLF001

    # The library acknowledges each message by itself, with two tasks for each: that takes longer than keeping it.
    client._package_handler._handle_qos_1_publish_packet = numbered  # noqa: SLF001
    async with _connected(client, address, (topics.EVERY_TELEMETRY, topics.EVERY_DONE, *also)):
        yield client


@asynccontextmanager
async def telling(address: Address, client_id: str) -> AsyncIterator[Client]:
    """Hears nothing."""
    client = Client(client_id, clean_session=True)
    async with _connected(client, address, ()):
        yield client


@asynccontextmanager
async def _connected(client: Client, address: Address, filters: Sequence[str]) -> AsyncIterator[None]:
    if address.username:
        client.set_auth_credentials(address.username, address.password)

    def subscribe(client: Client, *_: object) -> None:
        for one in filters:
            client.subscribe(one, qos=1)

    lost = asyncio.Event()
    client.set_config({"reconnect_retries": BY_ITSELF})
    client.on_connect = subscribe
    client.on_disconnect = lambda *_: lost.set()
    try:
        async with beside(_stay_connected(client, address, lost)):
            yield
    finally:
        with suppress(Exception):  # a connection that was never made cannot be closed
            await client.disconnect()


async def _stay_connected(client: Client, address: Address, lost: asyncio.Event) -> None:
    """The library gives up for good where a broker says no; one that has just been set up does not know us yet."""
    while True:
        lost.clear()
        try:
            async with asyncio.timeout(ANSWERS_WITHIN.total_seconds()):
                await client.connect(address.host, address.port, ssl=address.secure, version=MQTTv311)
        except Exception as error:  # noqa: BLE001  # the library has no name of its own for all that can go wrong
            log.warning("broker_is_away", host=address.host, port=address.port, error=str(error) or "no answer")
            await asyncio.sleep(AGAIN.total_seconds())
        else:
            await lost.wait()
            log.warning("broker_lost", host=address.host, port=address.port)
