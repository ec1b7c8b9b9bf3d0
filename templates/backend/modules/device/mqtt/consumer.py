"""Takes in what devices tell: the broker hears that a message has arrived when it is in the database, and not before.

Messages that have come while a transaction was under way go into the next one together.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from gmqtt import Client
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.database import Database
from app.core.errors import is_cut_off
from app.modules.device import commanding
from app.modules.device.ingesting import take
from app.modules.device.messages import Incoming
from app.modules.device.mqtt import topics
from app.modules.device.mqtt.connection import beside
from app.modules.device.principal import count

MOST_AT_ONCE = 500
AGAIN = timedelta(seconds=1)
SHOWN = 500
"""Bytes of a message in the log."""
TAKEN = 0
"""The reason code with which a message is acknowledged."""

log = structlog.get_logger(__name__)


class Consumer:
    """For any number of connections."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: asyncio.Queue[tuple[Incoming, asyncio.Future[None]]] = asyncio.Queue()

    async def on_message(self, _: Client, topic: str, payload: bytes, _qos: int, _properties: Any) -> int:  # noqa: ANN401
        """Comes to an end when the message is kept; gmqtt acknowledges it then."""
        if topic.startswith("$SYS/"):
            await self._heard_of_the_broker(payload.decode(errors="replace"))
        elif code := topics.code_of(topic, topics.DONE):
            await self._safely(partial(commanding.ended, code=code, payload=bytes(payload)))
        elif code := topics.code_of(topic, topics.TELEMETRY):
            kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.put_nowait((Incoming(code, bytes(payload), clock.now()), kept))
            await kept
        return TAKEN

    async def _heard_of_the_broker(self, line: str) -> None:
        """Mosquitto does not tell whose name was given with a wrong secret."""
        if line.endswith(topics.NOT_LET_IN):
            await count(self._database, "", "wrong_secret")

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
async def consuming(database: Database) -> AsyncIterator[Consumer]:
    """Beside the block."""
    consumer = Consumer(database)
    async with beside(consumer.work()):
        yield consumer
