"""Growth for orders, and what refunds make of it."""

import pytest
import sqlalchemy as sa

from app.contracts.order import OrderCompleted, OrderedLine, OrderRefunded
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.events import emit
from app.modules.member_tier import orders
from app.modules.member_tier.models import GrowthEntry
from app.modules.order import moves
from tests.catalog.factory import spu
from tests.member_tier.book import bought, check_books, grow, grown, refund, tier
from tests.order.factory import place
from tests.types import AsUser, Configure, DrainJobs, Hand


async def test_grown_once_however_often_told(as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    person = await as_user(consents=("address",))
    order = await bought(database, person, 12_345, drain_jobs)
    lines = tuple(OrderedLine(x["sku_id"], x["spu_id"], x["quantity"], x["total_fen"]) for x in order["lines"])
    for _ in range(3):
        async with database.begin() as session:
            await emit(session, OrderCompleted(order["id"], order["order_no"], person.id, order["payable_fen"], lines))
        await drain_jobs()
    assert await grown(database, person) == 123
    await check_books(database)


async def test_rate(as_user: AsUser, database: Database, drain_jobs: DrainJobs, configure: Configure) -> None:
    configure("member_tier", growth_per_yuan=3)
    person = await as_user(consents=("address",))
    await bought(database, person, 999, drain_jobs)
    assert await grown(database, person) == 29


async def test_refunds_take_back_in_proportion(as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    person = await as_user(consents=("address",))
    order = await bought(database, person, 10_000, drain_jobs)
    await refund(database, order, 3_333, drain_jobs)
    assert await grown(database, person) == 100 - 33
    await refund(database, order, 6_667, drain_jobs)
    assert await grown(database, person) == 100 - 66
    await refund(database, order, 10_000, drain_jobs)
    assert await grown(database, person) == 0
    await check_books(database)


async def test_a_refund_told_again_or_late_does_nothing(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs
) -> None:
    person = await as_user(consents=("address",))
    order = await bought(database, person, 10_000, drain_jobs)
    for total_fen in (5_000, 5_000, 2_000, 5_000):
        async with database.begin() as session:
            await orders.refunded(session, OrderRefunded(order["id"], "N", person.id, 10_000, (), total_fen))
    assert await grown(database, person) == 50
    await check_books(database)


async def test_refunded_before_it_was_done(as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    person = await as_user(consents=("address",))
    order = await place(person, (await spu(database, price_fen=10_000)).sku_id)
    async with database.begin() as session:
        await moves.pay(session, order["id"], SYSTEM)
    await refund(database, order, 2_500, drain_jobs)
    async with database.begin() as session:
        await moves.complete(session, order["id"], SYSTEM)
    await drain_jobs()
    assert await grown(database, person) == 75
    await refund(database, order, 10_000, drain_jobs)
    assert await grown(database, person) == 0
    await check_books(database)


async def test_all_money_back_before_the_end_grows_nobody(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs
) -> None:
    person = await as_user(consents=("address",))
    order = await place(person, (await spu(database, price_fen=10_000)).sku_id)
    async with database.begin() as session:
        await moves.pay(session, order["id"], SYSTEM)
    await refund(database, order, 10_000, drain_jobs)
    assert (await grown(database, person), await tier(database, person)) == (0, "普通")


async def test_counts_for_so_many_months(
    as_user: AsUser, database: Database, clock_hand: Hand, configure: Configure
) -> None:
    configure("member_tier", growth_months=3)
    person = await as_user()
    await grow(database, person, 40)
    clock_hand.advance(days=60)
    await grow(database, person, 30)
    assert await grown(database, person) == 70
    clock_hand.advance(days=40)
    assert await grown(database, person) == 30


async def test_entries_are_not_changed(as_user: AsUser, database: Database) -> None:
    person = await as_user()
    await grow(database, person, 40)
    for statement in (sa.delete(GrowthEntry), sa.update(GrowthEntry).values(growth=4000)):
        with pytest.raises(sa.exc.DBAPIError, match="append only"):
            async with database.begin() as session:
                await session.execute(statement)
    assert await grown(database, person) == 40
