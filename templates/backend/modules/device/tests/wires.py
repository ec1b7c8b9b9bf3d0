"""Connections of devices, over MQTT."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import sqlalchemy as sa
from gmqtt import Client
from gmqtt.mqtt.constants import MQTTv311

from app.core.database import Database
from app.modules.device.models import Latest
from app.modules.device.mqtt.topics import topic
from tests.device.machines import Machine

PATIENCE_S = 60


class Wire:
    """A device's connection."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.heard: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue()
        self.granted: asyncio.Queue[tuple[int, ...]] = asyncio.Queue()
        self.lost = asyncio.Event()
        client.on_message = lambda _client, topic, payload, _qos, _properties: self.heard.put_nowait((topic, payload))
        client.on_subscribe = lambda _client, _mid, qos, _properties: self.granted.put_nowait(tuple(qos))
        client.on_disconnect = lambda *_: self.lost.set()

    async def tells(self, code: str, body: object, of: str = "telemetry") -> None:
        """Returns when the broker has it."""
        payload = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.client.publish(topic(code, of), payload, qos=1)
        async with asyncio.timeout(PATIENCE_S):
            await self.client._persistent_storage.wait_empty()  # noqa: SLF001  # nothing else tells of it

    async def subscribes(self, to: str) -> int:
        """What was granted: 128 is nothing."""
        self.client.subscribe(to, qos=1)
        async with asyncio.timeout(PATIENCE_S):
            return (await self.granted.get())[0]


Connect = Callable[..., Awaitable[Wire]]


@asynccontextmanager
async def connecting(port: int) -> AsyncIterator[Connect]:
    """`await connect(lathe)`; raises ConnectionError where the broker refuses."""
    async with AsyncExitStack() as stack:

        async def one(device: Machine, *, secret: str | None = None, client_id: str | None = None) -> Wire:
            client = Client(client_id or device.code, clean_session=True)
            client.set_config({"reconnect_retries": 0})
            client.set_auth_credentials(device.code, device.secret if secret is None else secret)
            wire = Wire(client)
            try:
                async with asyncio.timeout(PATIENCE_S):
                    await client.connect("127.0.0.1", port, version=MQTTv311)
            except Exception as error:
                raise ConnectionError(str(error)) from error
            stack.push_async_callback(_leave, client)
            return wire

        yield one


async def _leave(client: Client) -> None:
    with suppress(Exception):
        await client.disconnect()


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    """What has to become true elsewhere has become so. Raises TimeoutError."""
    async with asyncio.timeout(PATIENCE_S):
        while not await condition():  # noqa: ASYNC110  # it is another task that gets there, through the network
            await asyncio.sleep(0.02)


async def value(database: Database, device_id: int, reading: str) -> object:
    async with database.read() as session:
        return await session.scalar(
            sa.select(Latest.value).where(Latest.device_id == device_id, Latest.reading == reading)
        )
