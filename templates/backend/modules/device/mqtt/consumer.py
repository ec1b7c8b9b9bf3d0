"""Takes in what devices tell: the broker hears that a message has arrived when it is in the database, and not before.

Messages that have come while a transaction was under way go into the next one together.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from gmqtt import Client
from gmqtt.mqtt.constants import MQTTv50, MQTTv311
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.database import Database
from app.core.errors import is_cut_off
from app.modules.device import commanding
from app.modules.device.ingesting import take
from app.modules.device.messages import Incoming
from app.modules.device.mqtt import topics
from app.modules.device.mqtt.publisher import Publisher
from app.modules.device.mqtt.settings import Address

MOST_AT_ONCE = 500
AGAIN = timedelta(seconds=1)
SHOWN = 500
"""Bytes of a message in the log."""
TAKEN = 0
"""The reason code with which a message is acknowledged."""

log = structlog.get_logger(__name__)


class Consumer:
    def __init__(self, database: Database, client_id: str) -> None:
        self._database = database
        self._waiting: asyncio.Queue[tuple[Incoming, asyncio.Future[None]]] = asyncio.Queue()
        self.client = Client(client_id, clean_session=False, optimistic_acknowledgement=False)
        self.client.on_message = self.on_message

    async def on_message(self, _: Client, topic: str, payload: bytes, _qos: int, _properties: Any) -> int:  # noqa: ANN401
        """Comes to an end when the message is kept; gmqtt acknowledges it then."""
        if code := topics.code_of(topic, topics.DONE):
            await self._safely(partial(commanding.ended, code=code, payload=bytes(payload)))
        elif code := topics.code_of(topic, topics.TELEMETRY):
            kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.put_nowait((Incoming(code, bytes(payload), clock.now()), kept))
            await kept
        return TAKEN

    async def work(self) -> None:
        """Until it is cancelled."""
        while True:
            batch = [await self._waiting.get()]
            while len(batch) < MOST_AT_ONCE and not self._waiting.empty():
                batch.append(self._waiting.get_nowait())
            await self._keep([incoming for incoming, _ in batch])
            for _, kept in batch:
                if not kept.done():
                    kept.set_result(None)

    async def _keep(self, batch: list[Incoming]) -> None:
        """A message that cannot be taken for a reason of our own must not keep out all that come behind it: it is left
        out, and the log has it.
        """
        if await self._safely(partial(take, batch=batch)):
            return
        if len(batch) == 1:
            log.error("telemetry_lost", device=batch[0].code, payload=batch[0].payload[:SHOWN])
            return
        for message in batch:
            await self._keep([message])

    async def _safely(self, work: Callable[[AsyncSession], Awaitable[object]]) -> bool:
        """False where it failed through a mistake of ours.

        As long as the database is away it is tried again: the broker keeps what was not acknowledged.
        """
        while True:
            try:
                async with self._database.begin() as session:
                    await work(session)
            except Exception as error:
                if not is_cut_off(error):
                    log.exception("message_not_taken")
                    return False
                log.warning("message_waits_for_database")
                await asyncio.sleep(AGAIN.total_seconds())
            else:
                return True


@asynccontextmanager
async def consuming(
    database: Database, address: Address, client_id: str, *, shared: str = ""
) -> AsyncIterator[Publisher]:
    """Beside the block. `shared` is the group that divides the messages among its members."""
    consumer = Consumer(database, client_id)
    client = consumer.client
    if address.username:
        client.set_auth_credentials(address.username, address.password)
    group = f"$share/{shared}/" if shared else ""

    def subscribe(client: Client, *_: object) -> None:
        for topic in (topics.EVERY_TELEMETRY, topics.EVERY_DONE):
            client.subscribe(f"{group}{topic}", qos=1)

    client.on_connect = subscribe
    tasks = [asyncio.create_task(consumer.work(), name="telemetry")]
    tasks.append(asyncio.create_task(_connect(client, address, shared=bool(shared)), name="mqtt"))
    try:
        yield Publisher(client)
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task
        with suppress(Exception):  # a connection that was never made cannot be closed
            await client.disconnect()


async def _connect(client: Client, address: Address, *, shared: bool) -> None:
    """Once it stands, the library keeps it up by itself."""
    while True:
        try:
            version = MQTTv50 if shared else MQTTv311
            await client.connect(address.host, address.port, ssl=address.secure, version=version)
        except OSError:
            log.warning("broker_is_away", host=address.host, port=address.port)
            await asyncio.sleep(AGAIN.total_seconds())
        else:
            return
