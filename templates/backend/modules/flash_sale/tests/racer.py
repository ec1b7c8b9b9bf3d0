"""One of several processes that sell the last pieces of a flash sale: python -m tests.flash_sale.racer URL SKU ORDER…

Waits for a line on standard input, then locks the sale's price for every order, all at once; every third one is given
back, twice over. Prints the ids of the orders that got the price and keep it.
"""

import asyncio
import json
import sys

import app.registry  # noqa: F401  # with it every table is known
from app.contracts.pricing import PriceLine, Quote
from app.core.database import Database
from app.core.errors import AppError
from app.modules.flash_sale.step import FlashSaleStep
from app.modules.order.models import Order

step = FlashSaleStep()


async def buy(database: Database, sku_id: int, order_id: int) -> bool:
    try:
        async with database.begin() as session:
            user_id = (await session.get_one(Order, order_id)).user_id
            quote = await step.apply(session, Quote(user_id, (PriceLine(sku_id, 1, 1, 6800),)))
            if not quote.lines[0].in_activity:
                return False
            await step.lock(session, order_id, quote)
    except AppError:
        return False
    if order_id % 3:
        return True
    for _ in range(2):
        async with database.begin() as session:
            await step.release(session, order_id)
    return False


async def main(url: str, sku_id: int, *order_ids: int) -> None:
    database = Database(url)
    sys.stdin.readline()
    bought = await asyncio.gather(*(buy(database, sku_id, order_id) for order_id in order_ids))
    await database.close()
    sys.stdout.write(json.dumps([order_id for order_id, got in zip(order_ids, bought, strict=True) if got]))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], *map(int, sys.argv[2:])))
