"""One of several processes that join and pay for one group: python -m tests.group_buy.racer URL CODE SKU ORDER…

Waits for a line on standard input, then takes a seat for every order and has the group count its payment twice over,
all at once; every fifth one gives up instead, twice over. Prints the ids of the orders that were paid for.
"""

import asyncio
import json
import sys

import app.registry  # noqa: F401  # with it every table is known
from app.contracts.pricing import PriceLine, Quote
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.errors import AppError
from app.modules.group_buy import forming
from app.modules.group_buy.module import setup
from app.modules.group_buy.step import GroupBuyStep
from app.modules.order import moves
from app.modules.order.models import Order

step = GroupBuyStep()


async def join(database: Database, code: str, sku_id: int, order_id: int) -> bool:
    try:
        async with database.begin() as session:
            user_id = (await session.get_one(Order, order_id)).user_id
            wish = {"group_buy": {"sku_id": sku_id, "group": code}}
            quote = await step.apply(session, Quote(user_id, (PriceLine(sku_id, 1, 1, 6800),), wish))
            await step.lock(session, order_id, quote)
    except AppError:
        return False
    if order_id % 5 == 0:
        for _ in range(2):
            async with database.begin() as session:
                await moves.cancel_unpaid(session, order_id, SYSTEM, "user")
        return False
    async with database.begin() as session:
        paid = await moves.pay(session, order_id, SYSTEM)
    for _ in range(2):
        async with database.begin() as session:
            await forming.paid(session, order_id)
    return paid


async def main(url: str, code: str, sku_id: int, *order_ids: int) -> None:
    database = Database(url)
    sys.stdin.readline()
    paid = await asyncio.gather(*(join(database, code, sku_id, order_id) for order_id in order_ids))
    await database.close()
    sys.stdout.write(json.dumps([order_id for order_id, done in zip(order_ids, paid, strict=True) if done]))


if __name__ == "__main__":
    setup()
    asyncio.run(main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])))
