"""The end of one journey, from several processes at once: one message."""

import asyncio
import os
import sys
from datetime import timedelta

import sqlalchemy as sa

from app.core import clock
from app.core.database import Database
from app.core.settings import BACKEND
from app.modules.marketing_automation.birthdays import look
from app.modules.marketing_automation.models import Run
from tests.marketing_automation.told import inbox, runs
from tests.types import AsUser, Hand

PROCESSES = 4
NAMES = ("小明", "小红", "小刚")


async def race(database: Database, run_ids: list[int]) -> None:
    racers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.marketing_automation.racer", database.url, *map(str, run_ids),
            cwd=BACKEND, env=dict(os.environ), stdin=asyncio.subprocess.PIPE,
        )
        for _ in range(PROCESSES)
    ]  # fmt: skip
    await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))
    assert [racer.returncode for racer in racers] == [0] * PROCESSES


async def test_one_message_each(as_user: AsUser, database: Database, clock_hand: Hand) -> None:
    clock_hand.time -= timedelta(days=1)  # the other processes have a clock of their own, by which it is time
    day = clock.now() + timedelta(hours=8)
    people = [await as_user(name, consents=("birthday",)) for name in NAMES]
    for person in people:
        body = {"month": day.month, "day": day.day}
        (await person.client.put("/me/birthday", json=body)).raise_for_status()
    async with database.begin() as session:
        await look(session, {})
        run_ids = list(await session.scalars(sa.select(Run.id)))
    await race(database, run_ids)
    clock_hand.time += timedelta(days=1)
    for person in people:
        assert (await inbox(person), await runs(database, person)) == (["生日祝福"], [("told", "")])
