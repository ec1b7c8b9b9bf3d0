"""One person's accounts, all at once, from several processes."""

import asyncio
import json
import sys
from collections import Counter

import sqlalchemy as sa

from app.core.database import Database
from app.core.settings import BACKEND
from app.modules.activity.models import Seat
from tests.types import AsUser

PROCESSES, ACCOUNTS, LIMIT = 3, 8, 2


async def test_never_more_accounts_than_the_limit(database: Database, as_user: AsUser) -> None:
    user_ids = [str((await as_user(f"马甲{number}")).id) for number in range(ACCOUNTS)]
    racers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.activity.racer", database.url, str(LIMIT), *user_ids,
            cwd=BACKEND, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )
        for _ in range(PROCESSES)
    ]  # fmt: skip
    results = await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))
    assert [racer.returncode for racer in racers] == [0] * PROCESSES
    let_in = Counter(user_id for out, _ in results for user_id in json.loads(out))
    assert len(let_in) == LIMIT
    async with database.read() as session:
        seats = (await session.scalars(sa.select(Seat).order_by(Seat.slot))).all()
    assert [seat.slot for seat in seats] == list(range(1, LIMIT + 1))
    assert {seat.user_id: seat.uses for seat in seats} == dict.fromkeys(let_in, 2)
