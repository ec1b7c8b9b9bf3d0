"""Takes rows that are due, runs their handlers, and puts back what failed.

Any number of workers may run, in any number of processes. A worker takes a row for `LEASE`; one that dies or hangs
loses it, and the row is taken again. `attempts` is the fence: only the latest taker can finish a row.
"""

import asyncio
import traceback
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypeVar

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.core import clock
from app.core.context import begin_request
from app.core.database import Database, changed
from app.core.jobs.model import Job
from app.core.jobs.queue import HANDLERS, Handler, JobContext, Payload, RetryLater, Superseded, finish, schedule
from app.core.resources import Resources

LEASE = timedelta(minutes=2)
SLOTS = 8
"""Rows that one worker has in hand at a time."""
POLL_SECONDS = 1.0
FIRST_DELAY = timedelta(seconds=5)
LONGEST_DELAY = timedelta(hours=1)
GIVE_UP_AFTER = 15
"""Failures until a row is dead: about six hours with the delays above."""

T = TypeVar("T")

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Taken:
    seq: int
    key: str
    handler: str
    payload: Payload
    attempts: int
    failures: int
    request_id: str


def delay_after(failures: int) -> timedelta:
    """5 s, 10 s, 20 s, … up to an hour."""
    return min(FIRST_DELAY * (1 << min(failures - 1, 20)), LONGEST_DELAY)


async def _due(session: AsyncSession) -> bool:
    now = clock.now()
    due = sa.exists().where(Job.state == "ready", Job.run_at <= now, Job.leased_until < now, Job.handler.in_(HANDLERS))
    return bool(await session.scalar(sa.select(due)))


async def _take(session: AsyncSession, limit: int) -> Sequence[Taken]:
    """Lease up to `limit` rows that are due, only the oldest one of each stream and handler.

    Rows of handlers that this process does not know (a module taken out, a newer version beside us) are left alone.
    """
    now = clock.now()
    older = aliased(Job)
    waits = sa.exists().where(
        older.stream == Job.stream, older.handler == Job.handler, older.state == "ready", older.seq < Job.seq
    )
    ready = (
        sa.select(Job.seq)
        .where(Job.state == "ready", Job.run_at <= now, Job.leased_until < now, Job.handler.in_(HANDLERS), ~waits)
        .order_by(Job.seq)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    rows = await session.execute(
        sa.update(Job)
        .where(Job.seq.in_(sa.select(ready.c.seq)))
        .values(leased_until=now + LEASE, attempts=Job.attempts + 1)
        .returning(Job.seq, Job.key, Job.handler, Job.payload, Job.attempts, Job.failures, Job.request_id),
        execution_options={"synchronize_session": False},
    )
    return sorted((Taken(*row) for row in rows), key=lambda taken: taken.seq)


class Worker:
    def __init__(self, database: Database, resources: Resources) -> None:
        self._database = database
        self._resources = resources
        self._stopping = False

    def stop(self) -> None:
        """Let `run_forever` return once the rows in hand are finished."""
        self._stopping = True
        self._database.work.set()

    async def run_forever(self) -> None:
        """Work until `stop`, up to SLOTS rows at a time: a slow one holds up no other.

        A lost database is waited for. When cancelled instead of stopped, rows in hand come back by their lease.
        """
        while not self._stopping and not await self._retrying(self.start_periods):
            pass
        running: set[asyncio.Task[None]] = set()
        while not self._stopping:
            self._database.work.clear()
            taken = await self._retrying(partial(self.take, SLOTS - len(running))) or ()
            running |= {asyncio.create_task(self._run_logged(row)) for row in taken}
            if not taken:
                running = await self._wait(running)
        if running:
            await asyncio.wait(running)

    async def _wait(self, running: set[asyncio.Task[None]]) -> set[asyncio.Task[None]]:
        """Until a row is finished, one is written, or some time has gone by; what still runs."""
        written = asyncio.create_task(self._database.work.wait())
        await asyncio.wait({written, *running}, timeout=POLL_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        written.cancel()
        return {task for task in running if not task.done()}

    async def _run_logged(self, row: Taken) -> None:
        try:
            await self.run(row)
        except Exception:  # the database is away: the row comes back by its lease
            log.exception("job_lost", job=row.key)

    async def _retrying(self, step: Callable[[], Awaitable[T]]) -> T | None:
        try:
            return await step()
        except Exception:  # the worker outlives a database that restarts
            log.exception("worker_stumbled")
            await asyncio.sleep(POLL_SECONDS)
            return None

    async def start_periods(self) -> bool:
        """Make sure that the next run of each periodic handler is in the table."""
        async with self._database.begin() as session:
            for handler in HANDLERS.values():
                if handler.period:
                    await schedule_next(session, handler, handler.period)
        return True

    async def take(self, limit: int) -> Sequence[Taken]:
        """Lease up to `limit` rows that are due now."""
        if limit == 0:
            return ()
        async with self._database.read() as session:
            if not await _due(session):
                return ()
        async with self._database.begin() as session:
            return await _take(session, limit)

    async def run_batch(self) -> int:
        """Run what is due now, up to SLOTS rows, and say how many they were."""
        taken = await self.take(SLOTS)
        await asyncio.gather(*(self.run(row) for row in taken))
        return len(taken)

    async def run(self, row: Taken) -> None:
        begin_request(row.request_id)
        try:
            await self._call(row, HANDLERS[row.handler])
        except Superseded:
            log.warning("job_superseded", job=row.key)
        except RetryLater as later:
            await self._put_back(row, clock.now() + later.delay)
        except Exception as error:  # noqa: BLE001  # whatever a handler raises, the row stays and is tried again
            await self._failed(row, error)

    async def _call(self, row: Taken, handler: Handler) -> None:
        if handler.inside:
            async with self._database.begin() as session:
                if not await finish(session, row.seq, row.attempts):
                    raise Superseded
                await handler.inside(session, row.payload)
                if handler.period:
                    await schedule_next(session, handler, handler.period)
        elif handler.outside:
            job = JobContext(row.seq, row.attempts, row.failures, self._database, self._resources)
            await handler.outside(job, row.payload)
            if not job.committed:
                async with job.commit():
                    pass

    async def _failed(self, row: Taken, error: Exception) -> None:
        failures = row.failures + 1
        dead = failures >= GIVE_UP_AFTER
        log.error("job_failed", job=row.key, handler=row.handler, failures=failures, dead=dead, exc_info=error)
        where = traceback.extract_tb(error.__traceback__)[-1]
        if dead and (period := HANDLERS[row.handler].period):
            async with self._database.begin() as session:
                await schedule_next(session, HANDLERS[row.handler], period)
        await self._put_back(
            row,
            clock.now() + delay_after(failures),
            failures=failures,
            state="dead" if dead else "ready",
            # The place and the kind, not the text: it may hold personal data.
            error=f"{type(error).__name__} in {where.name}, {where.filename.rpartition('/')[2]}:{where.lineno}",
        )

    async def _put_back(self, row: Taken, run_at: datetime, **values: object) -> None:
        async with self._database.begin() as session:
            held = sa.and_(Job.seq == row.seq, Job.state == "ready", Job.attempts == row.attempts)
            released = {"run_at": run_at, "leased_until": datetime.fromtimestamp(0, UTC), **values}
            await changed(session, sa.update(Job).where(held).values(released))


async def schedule_next(session: AsyncSession, handler: Handler, period: timedelta) -> None:
    """The next full period since 1970 is the key, so that all processes ask for the same run."""
    seconds = int(period.total_seconds())
    slot = int(clock.now().timestamp()) // seconds + 1
    at = datetime.fromtimestamp(slot * seconds, UTC)
    await schedule(session, handler.name, key=str(slot), run_at=at)
