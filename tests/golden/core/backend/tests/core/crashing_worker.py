"""A worker that is killed at any moment: `python -m tests.core.crashing_worker URL CHANCE`.

Ends by itself when nothing is left to do. `CHANCE` is that of a kill at each of three places of every row: before the
effect, between the effect and its commit, after the commit.
"""

import asyncio
import os
import random
import signal
import sys
from datetime import timedelta
from typing import ClassVar

import sqlalchemy as sa
from pydantic.dataclasses import dataclass
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.events import Event, on
from app.core.jobs import Job, worker
from app.core.resources import Resources

worker.LEASE = timedelta(seconds=0.4)
HANDLER = "test.crashing"
chance = 0.0


@dataclass(frozen=True)
class CupFilled(Event):
    name: ClassVar[str] = "cup.filled"

    cup_id: int
    number: int


def perhaps_die() -> None:
    if random.random() < chance:  # noqa: S311  # nobody guesses this
        os.kill(os.getpid(), signal.SIGKILL)


async def handle(session: AsyncSession, event: CupFilled) -> None:
    perhaps_die()
    await audit.record(session, SYSTEM, "test.effect", f"cup{event.cup_id}", event.number)
    perhaps_die()


async def main(url: str) -> None:
    database = Database(url)
    hand = worker.Worker(database, Resources())
    while True:
        if await hand.run_batch():
            perhaps_die()
            continue
        async with database.read() as session:
            if not await session.scalar(sa.select(sa.exists().where(Job.handler == HANDLER, Job.state == "ready"))):
                break
        await asyncio.sleep(0.05)
    await database.close()


if __name__ == "__main__":
    chance = float(sys.argv[2])
    on(CupFilled, handle, name=HANDLER)
    asyncio.run(main(sys.argv[1]))
