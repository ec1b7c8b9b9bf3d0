"""One of several processes at a customer's points: python -m tests.points.racer URL WHAT USER_ID ORDER_ID…

Waits for a line on standard input, then, for all orders at once: `spend` pays 100 points and, for an order with an odd
id, gives them back twice; `complete` delivers the order's completion. Prints the ids of the orders that were served.
"""

import asyncio
import json
import random
import sys

import app.registry  # noqa: F401  # with it every table is known
from app.contracts.order import OrderCompleted, OrderedLine
from app.core import business as business_module
from app.core.database import Database
from app.modules.points import orders
from app.modules.points.errors import PointsShort
from tests.points.conftest import RULES

PAYABLE_FEN = 10_000


def usual_rules() -> None:
    rules = business_module.business().model_dump()
    rules["modules"] = {**rules["modules"], "points": RULES}
    business_module._current = business_module.Business.model_validate(rules)  # noqa: SLF001  # the whole process is the test's


async def spend(database: Database, user_id: int, order_id: int) -> bool:
    try:
        async with database.begin() as session:
            await orders.spend(session, order_id, user_id, 100, PAYABLE_FEN)
    except PointsShort:
        return False
    for _ in range(2 * (order_id % 2)):
        async with database.begin() as session:
            await orders.give_back(session, order_id)
    return True


async def complete(database: Database, user_id: int, order_id: int) -> bool:
    lines = (OrderedLine(1, 1, 1, PAYABLE_FEN),)
    async with database.begin() as session:
        await orders.completed(session, OrderCompleted(order_id, f"N{order_id}", user_id, PAYABLE_FEN, lines))
    return True


async def main(url: str, what: str, user_id: int, *order_ids: int) -> None:
    usual_rules()
    database = Database(url)
    sys.stdin.readline()
    ids = random.sample(order_ids, len(order_ids))
    work = {"spend": spend, "complete": complete}[what]
    served = await asyncio.gather(*(work(database, user_id, order_id) for order_id in ids))
    await database.close()
    sys.stdout.write(json.dumps([order_id for order_id, got in zip(ids, served, strict=True) if got]))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])))
