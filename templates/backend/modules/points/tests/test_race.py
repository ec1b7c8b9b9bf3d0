"""The same points, spent from several processes at once; the same fact, delivered to several at once."""

import asyncio
import json
import sys

from app.core.database import Database
from app.core.settings import BACKEND
from tests.catalog.factory import spu
from tests.order.factory import place
from tests.points.book import balance, check_books, entries, give, usable
from tests.types import AsUser, Person

PROCESSES, ORDERS = 4, 8


async def race(url: str, what: str, person: Person, order_ids: list[int]) -> set[int]:
    """The ids of the orders that were served at least once."""
    racers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.points.racer", url, what, str(person.id), *map(str, order_ids),
            cwd=BACKEND, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )
        for _ in range(PROCESSES)
    ]  # fmt: skip
    results = await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))
    assert [racer.returncode for racer in racers] == [0] * PROCESSES
    return {order_id for out, _ in results for order_id in json.loads(out)}


async def ordered(as_user: AsUser, database: Database) -> tuple[Person, list[int]]:
    person = await as_user(consents=("address",))
    sku_id = (await spu(database)).sku_id
    return person, [(await place(person, sku_id))["id"] for _ in range(ORDERS)]


async def test_no_point_is_spent_twice(as_user: AsUser, database: Database) -> None:
    person, order_ids = await ordered(as_user, database)
    await give(database, person, 350)
    kept = [order_id for order_id in order_ids if order_id % 2 == 0]
    served = await race(database.url, "spend", person, kept)
    assert len(served) == 3
    assert await usable(database, person) == await balance(database, person) == 50
    assert await entries(database, person) == [("adjusted", 350)] + [("spent", -100)] * 3
    await check_books(database)


async def test_what_comes_back_comes_back_once(as_user: AsUser, database: Database) -> None:
    person, order_ids = await ordered(as_user, database)
    await give(database, person, 250)
    served = await race(database.url, "spend", person, order_ids)
    kept = sum(1 for order_id in served if order_id % 2 == 0)
    assert await usable(database, person) == await balance(database, person) == 250 - 100 * kept
    await check_books(database)


async def test_points_credited_once_however_often_told(as_user: AsUser, database: Database) -> None:
    person, order_ids = await ordered(as_user, database)
    await race(database.url, "complete", person, order_ids)
    assert await entries(database, person) == [("earned", 100)] * ORDERS
    assert await usable(database, person) == 100 * ORDERS
    await check_books(database)
