"""One of several processes that order the same goods: python -m tests.inventory.racer URL FIRST_ID ORDERS STEP SKU_ID…

Waits for a line on standard input, then places `ORDERS` orders for one piece of each SKU, all at once, their ids `STEP`
apart. An order that got its goods is then paid when 3 leaves 1 of its id, cancelled when it leaves 2, both twice over;
else it waits for its payment. Prints the ids of the orders that got their goods.
"""

import asyncio
import json
import random
import sys

import app.registry  # noqa: F401  # with it every table is known
from app.contracts.stock import OutOfStock
from app.core.database import Database
from app.modules.inventory.counting import CountedStock

stock = CountedStock()


async def order(database: Database, order_id: int, sku_ids: list[int]) -> bool:
    random.shuffle(sku_ids)
    try:
        async with database.begin() as session:
            await stock.reserve(session, "order", order_id, dict.fromkeys(sku_ids, 1))
    except OutOfStock:
        return False
    for settle in {1: [stock.commit] * 2, 2: [stock.release] * 2}.get(order_id % 3, []):
        async with database.begin() as session:
            await settle(session, "order", order_id)
    return True


async def main(url: str, first: int, orders: int, step: int, *sku_ids: int) -> None:
    database = Database(url)
    sys.stdin.readline()
    ids = range(first, first + orders * step, step)
    served = await asyncio.gather(*(order(database, order_id, list(sku_ids)) for order_id in ids))
    await database.close()
    sys.stdout.write(json.dumps([order_id for order_id, got in zip(ids, served, strict=True) if got]))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], *map(int, sys.argv[2:])))
