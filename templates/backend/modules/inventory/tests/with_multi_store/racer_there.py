"""One of several processes that order at one store.

    python -m tests.inventory.with_multi_store.racer_there URL FIRST_ID ORDERS SKU_ID STORE_ID

Waits for a line on standard input, then orders one piece `ORDERS` times at once. Prints how many it got.
"""

import asyncio
import json
import sys

import app.registry  # noqa: F401  # with it every table is known
from app.contracts.stock import OutOfStock
from app.core.database import Database
from app.modules.inventory.counting import CountedStock

stock = CountedStock()


async def order(database: Database, order_id: int, sku_id: int, location_id: int) -> bool:
    try:
        async with database.begin() as session:
            await stock.reserve(session, "order", order_id, {sku_id: 1}, location_id)
    except OutOfStock:
        return False
    return True


async def main(url: str, first: int, orders: int, sku_id: int, location_id: int) -> None:
    database = Database(url)
    sys.stdin.readline()
    served = await asyncio.gather(*(order(database, first + number, sku_id, location_id) for number in range(orders)))
    await database.close()
    sys.stdout.write(json.dumps(sum(served)))


if __name__ == "__main__":
    url, *numbers = sys.argv[1:]
    asyncio.run(main(url, *map(int, numbers)))
