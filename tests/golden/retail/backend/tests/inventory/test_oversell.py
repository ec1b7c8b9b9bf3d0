"""The race that costs a shop its name: more orders than pieces, from several processes at once."""

import asyncio
import json
import sys

from app.core.database import Database
from app.core.settings import BACKEND
from tests.inventory.shelf import check_books, counts, stocked

PROCESSES, ORDERS, PIECES = 4, 30, 50


async def race(url: str, sku_ids: list[int], *, paid_or_canceled: bool) -> list[int]:
    """The ids of the orders that got their goods. Ids that 3 divides are left waiting for their payment."""
    step = 1 if paid_or_canceled else 3
    racers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.inventory.racer", url, str(3000 * number), str(ORDERS), str(step),
            *map(str, sku_ids),
            cwd=BACKEND, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )
        for number in range(1, PROCESSES + 1)
    ]  # fmt: skip
    results = await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))
    assert [racer.returncode for racer in racers] == [0] * PROCESSES
    return [order_id for out, _ in results for order_id in json.loads(out)]


async def test_never_more_than_there_are(database: Database) -> None:
    plenty, scarce = (await stocked(database, 1000, PIECES)).sku_ids
    served = await race(database.url, [plenty, scarce], paid_or_canceled=False)
    assert len(served) == PIECES
    assert await counts(database, scarce) == (0, PIECES)
    assert await counts(database, plenty) == (1000 - PIECES, PIECES)
    for sku_id in (plenty, scarce):
        await check_books(database, sku_id)


async def test_available_reserved_and_sold_add_up(database: Database) -> None:
    first, second = (await stocked(database, PIECES, PIECES)).sku_ids
    served = await race(database.url, [first, second], paid_or_canceled=True)
    sold = sum(1 for order_id in served if order_id % 3 == 1)
    waiting = sum(1 for order_id in served if order_id % 3 == 0)
    assert sold + waiting <= PIECES < len(served)
    for sku_id in (first, second):
        available, reserved = await counts(database, sku_id)
        assert reserved == waiting
        assert available + reserved + sold == PIECES
        await check_books(database, sku_id)
