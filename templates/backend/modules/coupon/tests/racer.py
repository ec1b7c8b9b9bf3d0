"""One of several processes that want the same coupons: python -m tests.coupon.racer URL WHAT WHOM SUBJECT…

Waits for a line on standard input, then acts for each customer in WHOM (ids joined by commas) several times, all at
once. WHAT is `claim` (SUBJECT: the template's id), `exchange` (the code), or `order` (the coupon's id, the SKU's id and
the price). Prints the ids of what they got.
"""

import asyncio
import json
import sys

from app.core import business as business_module
from app.core.database import Database
from app.core.errors import AppError
from app.modules.coupon import claiming
from app.modules.order.placing import place
from app.modules.order.schemas import OrderIn
from app.registry import MODULES

TIMES = 4


async def act(database: Database, what: str, user_id: int, subject: list[str]) -> int | None:
    """The id of the coupon, or of the order that holds one; None when refused."""
    try:
        async with database.begin() as session:
            if what == "claim":
                return (await claiming.claim(session, user_id, int(subject[0]))).id
            if what == "exchange":
                return (await claiming.exchange(session, user_id, subject[0])).id
            coupon_id, sku_id, payable_fen = map(int, subject)
            body = {"items": [{"sku_id": sku_id, "quantity": 1}], "inputs": {"coupon": coupon_id}}
            order = OrderIn.model_validate({**body, "expected_payable_fen": payable_fen})
            return (await place(session, user_id, order)).id
    except AppError:
        return None


def usual_rules() -> None:
    rules = business_module.business().model_dump()
    ordering = {"address": "optional", "max_open_orders": 50}
    for module, changed in (("order", ordering), ("inventory", {"uncounted": "unlimited"})):
        rules["modules"] = {**rules["modules"], module: {**rules["modules"].get(module, {}), **changed}}
    business_module._current = business_module.Business.model_validate(rules)  # noqa: SLF001  # the whole process is the test's


async def main(url: str, what: str, whom: str, *subject: str) -> None:
    usual_rules()
    for module in MODULES:
        module.setup()
    database = Database(url)
    sys.stdin.readline()
    users = [int(one) for one in whom.split(",")] * TIMES
    got = await asyncio.gather(*(act(database, what, user_id, list(subject)) for user_id in users))
    await database.close()
    sys.stdout.write(json.dumps([one for one in got if one is not None]))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
