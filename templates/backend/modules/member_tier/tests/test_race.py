"""The same facts, delivered to several processes at once."""

import asyncio
import sys

from app.core.database import Database
from app.core.settings import BACKEND
from tests.catalog.factory import spu
from tests.member_tier.book import check_books, grown
from tests.order.factory import place
from tests.types import AsUser

PROCESSES, ORDERS = 4, 8


async def test_grown_and_taken_back_once(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    sku_id = (await spu(database)).sku_id
    order_ids = [(await place(person, sku_id))["id"] for _ in range(ORDERS)]
    racers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.member_tier.racer", database.url, str(person.id), *map(str, order_ids),
            cwd=BACKEND, stdin=asyncio.subprocess.PIPE,
        )
        for _ in range(PROCESSES)
    ]  # fmt: skip
    await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))
    assert [racer.returncode for racer in racers] == [0] * PROCESSES
    kept = sum(1 for order_id in order_ids if order_id % 2 == 0)
    assert await grown(database, person) == kept * 100
    await check_books(database)
