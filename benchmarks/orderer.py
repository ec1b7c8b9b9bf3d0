"""Customers inside a generated backend: `orderer.py prepare` once, then `orderer.py ours|plain FIRST ORDERS AT_ONCE`.

`prepare` makes customers and SKUs that nobody runs out of, and prints the SKUs' ids. `ours` and `plain` say that they
are ready, wait for a line on standard input, place ORDERS orders, AT_ONCE at a time, and print seconds, seconds of
processor time, and the slowest hundredth's milliseconds.
"""

import asyncio
import json
import os
import random
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

CUSTOMERS, SKUS, PIECES = 400, 20, 1_000_000
WARM_UP = 40
"""Orders before the clock starts: SQLAlchemy compiles each statement once."""
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
        weights = [f"{50 * number}g" for number in range(1, SKUS + 1)]
        wanted = {
            "category_id": category.id,
            "name": "龙井",
            "pictures": [f"ab/{'0' * 40}.png"],
            "specs": [{"name": "规格", "values": weights}],
            "skus": [{"code": f"LJ-{one}", "price_fen": PRICE_FEN, "specs": {"规格": one}} for one in weights],
        }
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
    """As SQLAlchemy's documentation sets it up for transactions that take the lock for writing at their start.

    One connection: more of them would only wait for each other.
    """
    engine = create_async_engine(url, pool_size=1, max_overflow=0)

    @sa.event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401  the driver's
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @sa.event.listens_for(engine.sync_engine, "begin")
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@asynccontextmanager
async def opened(kind: str) -> AsyncIterator[Any]:
    """The shop's database, as it is or with SQLAlchemy's own engine."""
    from app import registry
    from app.core.database import Database
    from app.core.settings import settings

    for module in registry.MODULES:
        module.setup()
    database = Database(settings().database_url)
    if kind == "plain":
        await database._writer.dispose()  # noqa: SLF001  what is compared
        database._writer = plain_engine(settings().database_url)  # noqa: SLF001
    yield database
    await database.close()


async def order(kind: str, first: int, orders: int, at_once: int) -> None:
    from app.modules.order.placing import place
    from app.modules.order.schemas import ItemIn, OrderIn

    skus = json.loads(os.environ["SKUS"])
    took: list[float] = []
    chance = random.Random(first)  # noqa: S311  the same wishes in every run, and no secret

    async with opened(kind) as database:

        async def one(number: int) -> None:
            wish = OrderIn(items=[ItemIn(sku_id=chance.choice(skus), quantity=1)], expected_payable_fen=PRICE_FEN)
            async with database.begin() as session:
                await place(session, 1 + (first + number) % CUSTOMERS, wish)

        async def customer(numbers: Iterator[int]) -> None:
            for number in numbers:
                started = time.perf_counter()
                await one(number)
                took.append(time.perf_counter() - started)

        async def customers(many: int) -> None:
            numbers = iter(range(many))
            await asyncio.gather(*(customer(numbers) for _ in range(at_once)))

        await customers(WARM_UP)
        took.clear()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        started, worked = time.perf_counter(), time.process_time()
        await customers(orders)
        told = [time.perf_counter() - started, time.process_time() - worked, 1000 * sorted(took)[int(orders * 0.99)]]
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    asyncio.run(prepare() if sys.argv[1] == "prepare" else order(sys.argv[1], *map(int, sys.argv[2:])))
