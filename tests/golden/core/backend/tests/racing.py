"""Several processes that act at the same moment, as the workers of a shop do.

Each is a fork of one server that has the application loaded, so that it starts in no time. The database and the rules
of the business are those of the test, the clock is the system's.
"""

import asyncio
import multiprocessing
from collections.abc import Awaitable, Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import Any, TypeVar, TypeVarTuple

from app.core import business as business_module
from app.core.business import Business, business
from app.core.database import Database

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
Calls = Sequence[Sequence[tuple[*Ts]]]

SECONDS = 120
"""After which a process is held to be stuck."""

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.worker"])


async def race(database: Database, act: Callable[[Database, *Ts], Awaitable[T]], calls: Calls[*Ts]) -> list[T]:
    """What `act(database, *call)` came to, for each call.

    There is a process for each list of calls, and all calls of all processes are made at once. `act` is a function of
    a module, so that another process can find it; what it takes and returns can be pickled.

    Raises AssertionError when a process died, of what standard error tells, or was not done in time.
    """
    gate = _context.Barrier(len(calls))
    pipes = [_context.Pipe(duplex=False) for _ in calls]
    processes = [
        _context.Process(target=_work, args=(database.url, business(), gate, into, act, mine), daemon=True)
        for (_, into), mine in zip(pipes, calls, strict=True)
    ]
    for process, (_, into) in zip(processes, pipes, strict=True):
        process.start()
        into.close()
    try:
        results: list[list[T]] = [await asyncio.to_thread(_receive, out) for out, _ in pipes]
    finally:
        for process in processes:
            process.kill()
    return [came_to for result in results for came_to in result]


def _receive(pipe: Connection) -> Any:  # noqa: ANN401  # whatever the process sent
    try:
        if pipe.poll(SECONDS):
            return pipe.recv()
        msg = f"a process was not done after {SECONDS} s"
    except EOFError:
        msg = "a process died"
    raise AssertionError(msg)


def _work(  # noqa: PLR0917  # all that the process is given
    url: str,
    rules: Business,
    gate: Barrier,
    result: Connection,
    act: Callable[[Database, *Ts], Awaitable[T]],
    calls: Sequence[tuple[*Ts]],
) -> None:
    business_module._current = rules  # noqa: SLF001  # the whole process is the test's

    async def work() -> list[T]:
        database = Database(url)
        gate.wait(SECONDS)
        try:
            return await asyncio.gather(*(act(database, *call) for call in calls))
        finally:
            await database.close()

    result.send(asyncio.run(work()))
