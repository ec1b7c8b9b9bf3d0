"""Takes in what devices tell: the broker hears that a message has arrived when it is in the database, and not before.

Messages that have come while a transaction was under way go into the next one together. They are read afterwards
(`reader.py`): a device waits for its answer no longer because rules are judged.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
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
from app.modules.device.messages import Incoming
from app.modules.device.mqtt import topics, unread
from app.modules.device.mqtt.connection import beside
from app.modules.device.mqtt.reader import Reader
from app.modules.device.principal import count

AGAIN = timedelta(seconds=1)
TAKEN = 0
"""The reason code with which a message is acknowledged."""

log = structlog.get_logger(__name__)


class Consumer:
    """For any number of connections."""

    def __init__(self, database: Database, reader: Reader) -> None:
        self._database, self._reader = database, reader
        self._waiting: list[Incoming] = []
        self._some = asyncio.Event()
        self._kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def on_message(self, _: Client, topic: str, payload: bytes, _qos: int, _properties: Any) -> int:  # noqa: ANN401
        """Comes to an end when the message is kept; gmqtt acknowledges it then."""
        if code := topics.code_of(topic, topics.TELEMETRY):
            self._waiting.append(Incoming(code, bytes(payload), clock.now()))
            self._some.set()
            await self._kept
        elif code := topics.code_of(topic, topics.DONE):
            await self._safely(partial(commanding.ended, code=code, payload=bytes(payload)))
        elif topic.startswith("$SYS/"):
            await self._heard_of_the_broker(payload.decode(errors="replace"))
        return TAKEN

    async def _heard_of_the_broker(self, line: str) -> None:
        """Mosquitto does not tell whose name was given with a wrong secret."""
        if line.endswith(topics.NOT_LET_IN):
            await count(self._database, "", "wrong_secret")

    async def work(self) -> None:
        """Until it is cancelled."""
        while True:
            await self._some.wait()
            self._some.clear()
            batch, self._waiting = self._waiting, []
            kept, self._kept = self._kept, asyncio.get_running_loop().create_future()
            self._reader.comes(len(batch))
            await self._keep(batch)
            self._reader.kept()
            if not kept.done():
                kept.set_result(None)

    async def _keep(self, batch: Sequence[Incoming]) -> None:
        """Whatever goes wrong, nothing is acknowledged that is not kept."""
        if not await self._safely(partial(unread.keep, messages=batch)):
            await asyncio.sleep(AGAIN.total_seconds())
            await self._keep(batch)

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
    reader = Reader(database)
    consumer = Consumer(database, reader)
    async with beside(reader.work()), beside(consumer.work()):
        yield consumer
