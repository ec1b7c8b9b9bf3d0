"""Takes in what devices tell: the broker hears that a message has arrived when it is in the database, and not before.

Messages that have come while a transaction was under way go into the next one together. They are read afterwards
(`reader.py`): a device waits for its answer no longer because rules are judged.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.database import Database
from app.core.errors import is_cut_off
from app.modules.device import commanding
from app.modules.device.messages import Incoming
from app.modules.device.mqtt import topics, unread
from app.modules.device.mqtt.connection import Delivery, acknowledge, beside
from app.modules.device.mqtt.reader import Reader
from app.modules.device.principal import count

AGAIN = timedelta(seconds=1)

log = structlog.get_logger(__name__)


class Consumer:
    """For any number of connections."""

    def __init__(self, database: Database, reader: Reader) -> None:
        self._database, self._reader = database, reader
        self._waiting: list[Incoming] = []
        self._unacknowledged: list[Delivery] = []
        self._some = asyncio.Event()
        self._others: set[asyncio.Task[None]] = set()

    def heard(self, delivery: Delivery) -> None:
        if code := topics.code_of(delivery.topic, topics.TELEMETRY):
            self._waiting.append(Incoming(code, delivery.payload, clock.now()))
            self._unacknowledged.append(delivery)
            self._some.set()
        else:
            task = asyncio.create_task(self._other(delivery))
            self._others.add(task)
            task.add_done_callback(self._others.discard)

    async def _other(self, delivery: Delivery) -> None:
        if code := topics.code_of(delivery.topic, topics.DONE):
            await self._safely(partial(commanding.ended, code=code, payload=bytes(delivery.payload)))
        elif delivery.topic.startswith("$SYS/"):
            await self._heard_of_the_broker(delivery.payload.decode(errors="replace"))
        acknowledge([delivery])

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
            deliveries, self._unacknowledged = self._unacknowledged, []
            self._reader.comes(len(batch))
            await self._keep(batch)
            acknowledge(deliveries)
            self._reader.kept()

    async def _keep(self, batch: Sequence[Incoming]) -> None:
        """Whatever goes wrong, nothing is acknowledged that is not kept."""
        while True:
            if await self._safely(partial(unread.keep, messages=batch)):
                return
            await asyncio.sleep(AGAIN.total_seconds())

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
