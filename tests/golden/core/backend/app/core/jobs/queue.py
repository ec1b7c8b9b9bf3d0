"""Handlers by name, and the rows that ask for them."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import request_id
from app.core.database import Database, changed, insert_once
from app.core.jobs.model import Job
from app.core.resources import Resources

Payload: TypeAlias = dict[str, Any]
"""Plain JSON data: ids and business numbers, no personal data."""

Inside: TypeAlias = Callable[[AsyncSession, Payload], Awaitable[None]]
"""Works in the transaction that also marks the row done: its effect happens exactly once."""

Outside: TypeAlias = Callable[["JobContext", Payload], Awaitable[None]]
"""Calls the outside world, then stores the result in `async with job.commit() as session`. May run more than once."""


@dataclass(frozen=True)
class Handler:
    name: str
    inside: Inside | None = None
    outside: Outside | None = None
    period: timedelta | None = None


class Superseded(Exception):
    """Another worker took the row over after its lease ran out."""


class RetryLater(Exception):
    """Raised by a handler that wants to be asked again after `delay`, without counting as a failure."""

    def __init__(self, delay: timedelta) -> None:
        super().__init__(delay)
        self.delay = delay


class JobContext:
    """What a handler with outside calls gets. `failures` counts how often this row failed before."""

    def __init__(self, seq: int, attempts: int, failures: int, database: Database, resources: Resources) -> None:
        self.seq = seq
        self.failures = failures
        self.resources = resources
        self._attempts = attempts
        self._database = database
        self.committed = False

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        async with self._database.read() as session:
            yield session

    @asynccontextmanager
    async def commit(self) -> AsyncIterator[AsyncSession]:
        """The transaction that stores the result and finishes the row, both or neither; once per run.

        Raises Superseded, which the handler lets pass, when the lease ran out and another worker took over.
        """
        async with self._database.begin() as session:
            if not await finish(session, self.seq, self._attempts):
                raise Superseded
            yield session
        self.committed = True


HANDLERS: dict[str, Handler] = {}


def _add(handler: Handler) -> None:
    if handler.name in HANDLERS:
        raise ValueError(f"two handlers are called {handler.name}")
    HANDLERS[handler.name] = handler


def register(name: str, handler: Inside) -> None:
    """Name a handler that only touches the database, e.g. `register("order.expire", expire)`."""
    _add(Handler(name, inside=handler))


def register_outside(name: str, handler: Outside) -> None:
    """Name a handler that calls the outside world, e.g. `register_outside("payment.query", query)`."""
    _add(Handler(name, outside=handler))


def every(period: timedelta, name: str, handler: Inside) -> None:
    """Run `handler` with an empty payload once per `period`, however many processes there are."""
    _add(Handler(name, inside=handler, period=period))


async def schedule(
    session: AsyncSession,
    handler: str,
    *,
    key: str | None = None,
    run_at: datetime | None = None,
    payload: Mapping[str, Any] | None = None,
    stream: str | None = None,
) -> bool:
    """Ask for a run of `handler` at or after `run_at` (default: now), if and when the caller's transaction commits.

    A `key` is used once for ever: a second request with the same key is ignored and answers False. Rows of one `stream`
    (default: the row's own) run one after the other. Raises LookupError when no such handler is registered.
    """
    row = _row(handler, key or secrets.token_hex(12), run_at, payload or {}, stream)
    added = await session.execute(insert_once(session.get_bind().dialect.name, Job, "key"), row)
    session.info["jobs"] = True
    return isinstance(added, sa.CursorResult) and added.rowcount == 1


async def schedule_each(
    session: AsyncSession, handlers: Collection[str], *, key: str, payload: Mapping[str, Any], stream: str
) -> None:
    """Ask for a run of each of `handlers`, in one statement. Raises LookupError as `schedule` does."""
    if not handlers:
        return
    rows = [_row(handler, key, None, payload, stream) for handler in handlers]
    await session.execute(insert_once(session.get_bind().dialect.name, Job, "key"), rows)
    session.info["jobs"] = True


def _row(
    handler: str, key: str, run_at: datetime | None, payload: Mapping[str, Any], stream: str | None
) -> dict[str, Any]:
    if handler not in HANDLERS:
        raise LookupError(f"no handler is called {handler}")
    now = clock.now()
    name = f"{handler}:{key}"
    return {
        "key": name,
        "stream": stream or name[:120],
        "handler": handler,
        "payload": dict(payload),
        "run_at": run_at or now,
        "leased_until": datetime.fromtimestamp(0, UTC),
        "request_id": request_id(),
        "created_at": now,
    }


async def finish(session: AsyncSession, seq: int, attempts: int) -> bool:
    """Mark the row done if this taker still holds it."""
    held = sa.and_(Job.seq == seq, Job.state == "ready", Job.attempts == attempts)
    return (
        await changed(session, sa.update(Job).where(held).values(state="done", finished_at=clock.now(), error=None))
        == 1
    )


KEEP_DONE = timedelta(days=30)


async def revive(session: AsyncSession, seq: int) -> bool:
    """Put a dead row back in line, as if it had never failed; False when it is not dead."""
    dead = sa.and_(Job.seq == seq, Job.state == "dead")
    fresh = {"state": "ready", "failures": 0, "run_at": clock.now(), "leased_until": datetime.fromtimestamp(0, UTC)}
    session.info["jobs"] = True
    return await changed(session, sa.update(Job).where(dead).values(fresh)) == 1


async def purge(session: AsyncSession, _: Payload) -> None:
    """Forget what was done long ago. Dead rows stay until somebody has looked at them."""
    await session.execute(sa.delete(Job).where(Job.state == "done", Job.finished_at < clock.now() - KEEP_DONE))
