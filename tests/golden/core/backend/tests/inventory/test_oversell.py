"""The race that costs a shop its name: more orders than pieces, from several processes at once."""

import random

from app.contracts.stock import OutOfStock
from app.core.database import Database
from app.modules.inventory.counting import CountedStock
from tests.inventory.shelf import check_books, counts, stocked
from tests.racing import race

stock = CountedStock()
PROCESSES, ORDERS, PIECES = 4, 30, 50


async def order(database: Database, order_id: int, sku_ids: list[int]) -> int | None:
    """The order's id, if it got a piece of each SKU.

    It is then paid when 3 leaves 1 of its id, cancelled when it leaves 2, both twice over; else it waits to be paid.
    """
    try:
        async with database.begin() as session:
            await stock.reserve(session, "order", order_id, dict.fromkeys(random.sample(sku_ids, len(sku_ids)), 1))
    except OutOfStock:
        return None
    for settle in {1: [stock.commit] * 2, 2: [stock.release] * 2}.get(order_id % 3, []):
        async with database.begin() as session:
            await settle(session, "order", order_id)
    return order_id


async def served(database: Database, sku_ids: list[int], *, paid_or_canceled: bool) -> list[int]:
    """The ids of the orders that got their goods. Ids that 3 divides are left waiting for their payment."""
    step = 1 if paid_or_canceled else 3
    calls = [[(3000 * n + step * number, sku_ids) for number in range(ORDERS)] for n in range(1, PROCESSES + 1)]
    return [order_id for order_id in await race(database, order, calls) if order_id]


async def test_never_more_than_there_are(database: Database) -> None:
    plenty, scarce = (await stocked(database, 1000, PIECES)).sku_ids
    assert len(await served(database, [plenty, scarce], paid_or_canceled=False)) == PIECES
    assert await counts(database, scarce) == (0, PIECES)
    assert await counts(database, plenty) == (1000 - PIECES, PIECES)
    for sku_id in (plenty, scarce):
        await check_books(database, sku_id)


async def test_available_reserved_and_sold_add_up(database: Database) -> None:
    first, second = (await stocked(database, PIECES, PIECES)).sku_ids
    orders = await served(database, [first, second], paid_or_canceled=True)
    sold = sum(1 for order_id in orders if order_id % 3 == 1)
    waiting = sum(1 for order_id in orders if order_id % 3 == 0)
    assert sold + waiting <= PIECES <= len(orders)
    for sku_id in (first, second):
        available, reserved = await counts(database, sku_id)
        assert reserved == waiting
        assert available + reserved + sold == PIECES
        await check_books(database, sku_id)
