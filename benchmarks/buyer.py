"""One of several processes of customers, inside a generated backend: `buyer.py prepare` once, then `buyer.py buy 1`.

`prepare` makes the customers and one SKU with its pieces and prints its id. `buy` says that it is ready, waits for a
line on standard input, then places an order for each of its customers, all at once, and prints how many were served.
"""

import asyncio
import os
import sys
from datetime import UTC, datetime

import sqlalchemy as sa

CUSTOMERS, PROCESSES, PIECES = 200, 4, 50
SKU = int(os.environ.get("SKU", "0"))
PRICE_FEN = 6800


async def prepare() -> None:
    from app.core.context import SYSTEM
    from app.core.database import Database
    from app.core.settings import settings
    from app.modules.catalog import categories, editing, repository
    from app.modules.catalog.schemas import NewCategory, SpuIn
    from app.modules.identity.models import User
    from app.modules.inventory import service
    from app.modules.inventory.schemas import AdjustIn

    database = Database(settings().database_url)
    async with database.begin() as session:
        category = await categories.create_category(session, SYSTEM, NewCategory(name="绿茶"))
        sku = {"code": "LJ-50", "price_fen": PRICE_FEN}
        wanted = {"category_id": category.id, "name": "龙井", "pictures": [f"ab/{'0' * 40}.png"], "skus": [sku]}
        spu = await editing.create_spu(session, SYSTEM, SpuIn.model_validate(wanted))
        await editing.set_on_sale(session, SYSTEM, spu.id, on_sale=True)
        (row,) = await repository.active_skus(session, [spu.id])
        await service.adjust(session, SYSTEM, row.id, AdjustIn(change=PIECES, reason="received"))
        people = [
            {"id": number, "nickname": "茶友", "created_at": datetime.now(UTC)} for number in range(1, CUSTOMERS + 1)
        ]
        await session.execute(sa.insert(User), people)
    await database.close()
    sys.stdout.write(str(row.id))


async def buy(first: int) -> None:
    from app import registry
    from app.contracts.stock import OutOfStock
    from app.core.database import Database
    from app.core.settings import settings
    from app.modules.order.placing import place
    from app.modules.order.schemas import ItemIn, OrderIn

    for module in registry.MODULES:
        module.setup()
    database = Database(settings().database_url)
    wish = OrderIn(items=[ItemIn(sku_id=SKU, quantity=1)], expected_payable_fen=PRICE_FEN)

    async def one(user_id: int) -> bool:
        try:
            async with database.begin() as session:
                await place(session, user_id, wish)
        except OutOfStock:
            return False
        return True

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    share = CUSTOMERS // PROCESSES
    served = await asyncio.gather(*(one(user_id) for user_id in range(first, first + share)))
    await database.close()
    sys.stdout.write(str(sum(served)))


if __name__ == "__main__":
    asyncio.run(prepare() if sys.argv[1] == "prepare" else buy(int(sys.argv[2])))
