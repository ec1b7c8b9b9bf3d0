"""The worker that works the job table off, from its start to its stop."""

import asyncio
from contextlib import AbstractAsyncContextManager

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import jobs
from app.core.database import Database
from app.core.jobs import Job, JobContext, Payload
from app.core.jobs import worker as worker_module
from app.core.jobs.worker import Worker
from app.core.resources import Resources

pytestmark = pytest.mark.usefixtures("own_handlers")


async def states(database: Database) -> list[str]:
    async with database.read() as session:
        return list(await session.scalars(sa.select(Job.state).where(Job.handler.like("test.%")).order_by(Job.seq)))


async def test_worker_wakes_at_once_and_stops_when_asked(database: Database, resources: Resources) -> None:
    done = asyncio.Event()

    async def run(session: AsyncSession, payload: Payload) -> None:
        del session, payload
        done.set()

    jobs.register("test.wake", run)
    worker = Worker(database, resources)
    task = asyncio.create_task(worker.run_forever())
    async with database.begin() as session:
        await jobs.schedule(session, "test.wake")
    await asyncio.wait_for(done.wait(), 10)
    worker.stop()
    await asyncio.wait_for(task, 10)

    assert await states(database) == ["done"]


async def test_slow_row_holds_up_no_other(database: Database, resources: Resources) -> None:
    slow, quick = asyncio.Event(), asyncio.Event()

    async def wait(job: JobContext, payload: Payload) -> None:
        del job, payload
        await slow.wait()

    async def run(session: AsyncSession, payload: Payload) -> None:
        del session, payload
        quick.set()

    jobs.register_outside("test.slow", wait)
    jobs.register("test.quick", run)
    worker = Worker(database, resources)
    task = asyncio.create_task(worker.run_forever())
    async with database.begin() as session:
        await jobs.schedule(session, "test.slow")
    async with database.begin() as session:
        await jobs.schedule(session, "test.quick")
    await asyncio.wait_for(quick.wait(), 10)
    worker.stop()
    assert not task.done(), "stopping waits for the rows in hand"
    slow.set()
    await asyncio.wait_for(task, 10)

    assert await states(database) == ["done", "done"]


async def test_outlives_a_database_that_is_away_for_a_while(
    database: Database, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, refused = asyncio.Event(), iter([True, True])

    async def run(session: AsyncSession, payload: Payload) -> None:
        del session, payload
        done.set()

    def begin() -> AbstractAsyncContextManager[AsyncSession]:
        if next(refused, False):
            raise OSError
        return Database.begin(database)

    jobs.register("test.run", run)
    async with database.begin() as session:
        await jobs.schedule(session, "test.run")
    monkeypatch.setattr(worker_module, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(database, "begin", begin)
    worker = Worker(database, resources)
    task = asyncio.create_task(worker.run_forever())
    await asyncio.wait_for(done.wait(), 10)
    worker.stop()
    await asyncio.wait_for(task, 10)

    assert await states(database) == ["done"]
