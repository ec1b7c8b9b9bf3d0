"""One of several processes in which a customer fills one cart: python -m tests.cart.racer URL USER_ID MAX_LINES SKU_ID…

Waits for a line on standard input, then adds a piece of each SKU, all at once. Prints the SKUs that found a place.
"""

import asyncio
import json
import sys

import app.registry  # noqa: F401  # with it every table is known
from app.core import business as business_module
from app.core.database import Database
from app.modules.cart import service
from app.modules.cart.errors import CartFull
from app.modules.cart.schemas import AddIn


def limit_lines(max_lines: int) -> None:
    rules = business_module.business().model_dump()
    rules["modules"] = {**rules["modules"], "cart": {**rules["modules"].get("cart", {}), "max_lines": max_lines}}
    business_module._current = business_module.Business.model_validate(rules)  # noqa: SLF001  # the whole process is the test's


async def add(database: Database, user_id: int, sku_id: int) -> bool:
    try:
        async with database.begin() as session:
            await service.add(session, user_id, AddIn(sku_id=sku_id, quantity=1))
    except CartFull:
        return False
    return True


async def main(url: str, user_id: int, max_lines: int, *sku_ids: int) -> None:
    limit_lines(max_lines)
    database = Database(url)
    sys.stdin.readline()
    added = await asyncio.gather(*(add(database, user_id, sku_id) for sku_id in sku_ids))
    await database.close()
    sys.stdout.write(json.dumps([sku_id for sku_id, got in zip(sku_ids, added, strict=True) if got]))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], *map(int, sys.argv[2:])))
