"""Several processes at once: one answer and one ticket for an order, and a ticket is handled by one."""

import asyncio
import json
import sys

import sqlalchemy as sa

from app.core.database import Database
from app.core.settings import BACKEND
from app.modules.survey.models import Answer, Ticket
from tests.survey.completed import completed
from tests.types import AsUser

PROCESSES = 3


async def race(database: Database, *arguments: object) -> list[int]:
    """The numbers for which any of the processes succeeded."""
    racers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.survey.racer", database.url, *map(str, arguments),
            cwd=BACKEND, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )
        for _ in range(PROCESSES)
    ]  # fmt: skip
    results = await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))
    assert [racer.returncode for racer in racers] == [0] * PROCESSES
    return sorted(number for out, _ in results for number in json.loads(out))


async def test_once(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    orders = [await completed(database, person) for _ in range(4)]
    assert await race(database, "answer", person.id, *orders) == orders
    async with database.read() as session:
        assert sorted(await session.scalars(sa.select(Answer.order_id))) == orders
        tickets = sorted(await session.scalars(sa.select(Ticket.id)))
    assert len(tickets) == len(orders)
    assert await race(database, "handle", *tickets) == tickets
