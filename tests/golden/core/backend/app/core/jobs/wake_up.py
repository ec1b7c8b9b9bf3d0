"""Tells the workers of other processes that a job was written, through a stream in Redis.

The table of jobs is the truth. A message only spares a worker the wait until it looks by itself: one that is lost does
no harm, nor does one that comes twice, and a Redis that is away stops nothing.
"""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager

import structlog
from redis.exceptions import RedisError
from taskiq import AckableMessage, AsyncBroker
from taskiq.exceptions import TaskiqError
from taskiq.utils import maybe_awaitable
from taskiq_redis import RedisStreamBroker

from app.core.database import Database

STREAM = "jobs"
KEPT_MESSAGES = 1000
GONE_AFTER_MS = 60_000
"""A worker that took a message and has not confirmed it by then is gone."""
TIMEOUT_S = 5
RETRY_S = 1.0
LEAVING_S = 0.1

log = structlog.get_logger(__name__)


@asynccontextmanager
async def telling(url: str, database: Database) -> AsyncIterator[None]:
    """While the block runs, workers hear of every commit to `database` that leaves a job behind."""
    written = asyncio.Event()
    database.on_jobs.append(written.set)
    async with _open(url) as broker, _beside(_tell(broker, written)):
        yield


@asynccontextmanager
async def hearing(url: str, database: Database) -> AsyncIterator[None]:
    """While the block runs, `database.work` is set whenever a message comes: each reaches one of all that hear."""
    async with _open(url) as broker, _beside(_hear(broker, database.work)):
        yield


@asynccontextmanager
async def _open(url: str) -> AsyncIterator[AsyncBroker]:
    broker = RedisStreamBroker(
        url,
        queue_name=STREAM,
        consumer_group_name="workers",
        consumer_name=f"{socket.gethostname()}:{os.getpid()}",
        maxlen=KEPT_MESSAGES,
        idle_timeout=GONE_AFTER_MS,
        unacknowledged_lock_timeout=TIMEOUT_S,
        socket_connect_timeout=TIMEOUT_S,
    )
    try:
        yield broker
    finally:
        await broker.shutdown()


@asynccontextmanager
async def _beside(endless: Coroutine[None, None, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(endless)
    try:
        yield
    finally:
        while not task.done():  # reading from Redis swallows the first call
            task.cancel()
            await asyncio.wait({task}, timeout=LEAVING_S)


async def _tell(broker: AsyncBroker, written: asyncio.Event) -> None:
    """Commits while a message is on its way are one more message."""
    wake = broker.register_task(_wake, task_name="jobs.wake")
    while True:
        await written.wait()
        written.clear()
        try:
            await wake.kiq()
        except (TaskiqError, RedisError, OSError) as error:
            log.warning("wake_up_not_sent", error=type(error).__name__)
            await asyncio.sleep(RETRY_S)


async def _wake() -> None:
    """What a message asks for; whoever hears it looks into the table, whatever it says."""


async def _hear(broker: AsyncBroker, work: asyncio.Event) -> None:
    while True:
        try:
            await broker.startup()  # makes the stream anew in a Redis that has forgotten it
            async for message in broker.listen():
                work.set()
                if isinstance(message, AckableMessage):
                    await maybe_awaitable(message.ack())
        except (TaskiqError, RedisError, OSError) as error:
            log.warning("wake_up_not_heard", error=type(error).__name__)
        await asyncio.sleep(RETRY_S)
