"""The end of one journey, from several processes at once: one message."""

from contextlib import suppress
from datetime import timedelta

import sqlalchemy as sa

from app.core import clock
from app.core.database import Database
from app.core.jobs import RetryLater
from app.modules.marketing_automation.birthdays import look
from app.modules.marketing_automation.models import Run
from app.modules.marketing_automation.runs import end
from tests.marketing_automation.told import inbox, runs
from tests.racing import race
from tests.types import AsUser, Hand

PROCESSES, TIMES = 4, 3
NAMES = ("小明", "小红", "小刚")


async def end_one(database: Database, run_id: int) -> None:
    with suppress(RetryLater):
        async with database.begin() as session:
            await end(session, {"run_id": run_id})


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
    await race(database, end_one, [[(run_id,) for run_id in run_ids * TIMES]] * PROCESSES)
    clock_hand.time += timedelta(days=1)
    for person in people:
        assert (await inbox(person), await runs(database, person)) == (["生日祝福"], [("told", "")])
