"""Connections to a broker that stay up by themselves."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any

import structlog
from gmqtt import Client
from gmqtt.mqtt.constants import MQTTv311

from app.modules.device.mqtt import topics
from app.modules.device.mqtt.settings import Address

AGAIN = timedelta(seconds=1)
ANSWERS_WITHIN = timedelta(seconds=20)
BY_ITSELF = -2
"""How often the library connects again: never (-1 is without end, and 0 is once)."""

OnMessage = Callable[[Client, str, bytes, int, Any], Awaitable[int]]

log = structlog.get_logger(__name__)


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
    address: Address, client_id: str, on_message: OnMessage, *, also: Sequence[str] = ()
) -> AsyncIterator[Client]:
    """What devices tell, and what `also` names, to `on_message`, which acknowledges it by its end.

    The broker knows the listener again by `client_id`, and keeps for it what comes while it is away.
    """
    client = Client(client_id, clean_session=False, optimistic_acknowledgement=False)
    client.on_message = on_message
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
