"""One of several processes that hear of the same orders: python -m tests.member_tier.racer URL USER_ID ORDER_ID…

Waits for a line on standard input, then delivers, for all orders at once, that each is done, and for one with an odd
id that all its money went back.
"""

import asyncio
import random
import sys

import app.registry  # noqa: F401  # with it every table is known
from app.contracts.order import OrderCompleted, OrderedLine, OrderRefunded
from app.core import business as business_module
from app.core.database import Database
from app.modules.member_tier import orders
from tests.member_tier.conftest import RULES

PAYABLE_FEN = 10_000


def usual_rules() -> None:
    rules = business_module.business().model_dump()
    rules["modules"] = {**rules["modules"], "member_tier": {**rules["modules"]["member_tier"], **RULES}}
    business_module._current = business_module.Business.model_validate(rules)  # noqa: SLF001  # the whole process is the test's


async def deliver(database: Database, user_id: int, order_id: int) -> None:
    lines = (OrderedLine(1, 1, 1, PAYABLE_FEN),)
    async with database.begin() as session:
        await orders.completed(session, OrderCompleted(order_id, f"N{order_id}", user_id, PAYABLE_FEN, lines))
    if order_id % 2:
        refund = OrderRefunded(order_id, f"N{order_id}", user_id, PAYABLE_FEN, lines, PAYABLE_FEN)
        async with database.begin() as session:
            await orders.refunded(session, refund)


async def main(url: str, user_id: int, *order_ids: int) -> None:
    usual_rules()
    database = Database(url)
    sys.stdin.readline()
    await asyncio.gather(*(deliver(database, user_id, one) for one in random.sample(order_ids, len(order_ids))))
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], *map(int, sys.argv[2:])))
