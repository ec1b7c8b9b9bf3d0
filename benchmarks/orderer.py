"""Customers inside a generated backend: `orderer.py prepare` once, then `orderer.py ours|plain FIRST ORDERS`.

`prepare` makes customers and SKUs that nobody runs out of, and prints the SKUs' ids. `ours` and `plain` say that they are
ready, wait for a line on standard input, place ORDERS orders, some at once, and print seconds and the slowest hundredth's
milliseconds. `plain` is SQLAlchemy's own engine over aiosqlite in place of the backend's, with the same settings of SQLite:
the same statements, byte for byte.
"""

import asyncio
import json
import os
import sys
import time
from datetime import UTC, datetime
from itertools import count

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

CUSTOMERS, SKUS, PIECES = 400, 20, 1_000_000
AT_ONCE = 8
PRICE_FEN = 6800
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000")


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
        skus = [{"code": f"LJ-{number}", "price_fen": PRICE_FEN, "specs": {"规格": f"{number}g"}} for number in range(SKUS)]
        wanted = {"category_id": category.id, "name": "龙井", "pictures": [f"ab/{'0' * 40}.png"], "skus": skus}
        spu = await editing.create_spu(session, SYSTEM, SpuIn.model_validate(wanted))
        await editing.set_on_sale(session, SYSTEM, spu.id, on_sale=True)
        rows = await repository.active_skus(session, [spu.id])
        for row in rows:
            await service.adjust(session, SYSTEM, row.id, AdjustIn(change=PIECES, reason="received"))
        people = [{"id": one, "nickname": "茶友", "created_at": datetime.now(UTC)} for one in range(1, CUSTOMERS + 1)]
        await session.execute(sa.insert(User), people)
    await database.close()
    sys.stdout.write(json.dumps([row.id for row in rows]))


def plain_engine(url: str) -> AsyncEngine:
    """As SQLAlchemy's documentation sets it up, with transactions that take the lock for writing at their start."""
    engine = create_async_engine(url, pool_size=1, max_overflow=0, poolclass=sa.AsyncAdaptedQueuePool)

    @sa.event.listens_for(engine.sync_engine, "connect")
    def _(connection: sa.engine.interfaces.DBAPIConnection, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine.sync_engine, "begin")
    def _(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


async def order(kind: str, first: int, orders: int) -> None:
    from app import registry
    from app.core.database import Database
    from app.core.settings import settings
    from app.modules.order.placing import place
    from app.modules.order.schemas import ItemIn, OrderIn

    for module in registry.MODULES:
        module.setup()
    database = Database(settings().database_url)
    if kind == "plain":
        database._writer = plain_engine(settings().database_url)  # noqa: SLF001  what is compared
    skus = json.loads(os.environ["SKUS"])
    numbers, took = count(), []

    async def customer() -> None:
        while (number := next(numbers)) < orders:
            item = ItemIn(sku_id=skus[number % len(skus)], quantity=1)
            started = time.perf_counter()
            async with database.begin() as session:
                wish = OrderIn(items=[item], expected_payable_fen=PRICE_FEN)
                await place(session, 1 + (first + number) % CUSTOMERS, wish)
            took.append(time.perf_counter() - started)

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    started = time.perf_counter()
    await asyncio.gather(*(customer() for _ in range(AT_ONCE)))
    seconds = time.perf_counter() - started
    await database.close()
    sys.stdout.write(json.dumps([seconds, 1000 * sorted(took)[int(len(took) * 0.99)]]))


if __name__ == "__main__":
    asyncio.run(prepare() if sys.argv[1] == "prepare" else order(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
