"""The same points, spent from several processes at once; the same fact, delivered to several at once."""

import random

from app.contracts.order import OrderCompleted, OrderedLine
from app.core.database import Database
from app.modules.points import orders
from app.modules.points.errors import PointsShort
from tests.catalog.factory import spu
from tests.order.factory import place
from tests.points.book import balance, check_books, entries, give, usable
from tests.racing import race
from tests.types import AsUser, Person

PROCESSES, ORDERS, PAYABLE_FEN = 4, 8, 10_000


async def spend(database: Database, user_id: int, order_id: int) -> int | None:
    """Pays 100 points, given back twice for an order with an odd id; the order's id, if there were enough."""
    try:
        async with database.begin() as session:
            await orders.spend(session, order_id, user_id, 100, PAYABLE_FEN)
    except PointsShort:
        return None
    for _ in range(2 * (order_id % 2)):
        async with database.begin() as session:
            await orders.give_back(session, order_id)
    return order_id


async def complete(database: Database, user_id: int, order_id: int) -> None:
    lines = (OrderedLine(1, 1, 1, PAYABLE_FEN),)
    async with database.begin() as session:
        await orders.completed(session, OrderCompleted(order_id, f"N{order_id}", user_id, PAYABLE_FEN, lines))


def shuffled(person: Person, order_ids: list[int]) -> list[list[tuple[int, int]]]:
    """All orders for every process, each in an order of its own."""
    return [[(person.id, one) for one in random.sample(order_ids, len(order_ids))] for _ in range(PROCESSES)]


async def ordered(as_user: AsUser, database: Database) -> tuple[Person, list[int]]:
    person = await as_user(consents=("address",))
    sku_id = (await spu(database)).sku_id
    return person, [(await place(person, sku_id))["id"] for _ in range(ORDERS)]


async def test_no_point_is_spent_twice(as_user: AsUser, database: Database) -> None:
    person, order_ids = await ordered(as_user, database)
    await give(database, person, 350)
    kept = [order_id for order_id in order_ids if order_id % 2 == 0]
    served = set(await race(database, spend, shuffled(person, kept))) - {None}
    assert len(served) == 3
    assert await usable(database, person) == await balance(database, person) == 50
    assert await entries(database, person) == [("adjusted", 350)] + [("spent", -100)] * 3
    await check_books(database)


async def test_what_comes_back_comes_back_once(as_user: AsUser, database: Database) -> None:
    person, order_ids = await ordered(as_user, database)
    await give(database, person, 250)
    served = set(await race(database, spend, shuffled(person, order_ids)))
    kept = sum(1 for order_id in served if order_id and order_id % 2 == 0)
    assert await usable(database, person) == await balance(database, person) == 250 - 100 * kept
    await check_books(database)


async def test_points_credited_once_however_often_told(as_user: AsUser, database: Database) -> None:
    person, order_ids = await ordered(as_user, database)
    await race(database, complete, shuffled(person, order_ids))
    assert await entries(database, person) == [("earned", 100)] * ORDERS
    assert await usable(database, person) == 100 * ORDERS
    await check_books(database)
