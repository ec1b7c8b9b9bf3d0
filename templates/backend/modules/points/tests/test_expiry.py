"""Points expire, the oldest first."""

from datetime import datetime

import pytest

from app.core import jobs
from app.core.database import Database
from app.core.months import months_later
from app.modules.points import jobs as points_jobs
from tests.catalog.factory import spu
from tests.points.book import balance, check_books, entries, give, pay, refund, usable
from tests.points.test_spending import pay_with
from tests.types import AsUser, Configure, DrainJobs, Hand


async def sweep(database: Database, drain_jobs: DrainJobs) -> None:
    async with database.begin() as session:
        await jobs.schedule(session, points_jobs.EXPIRE)
    await drain_jobs()


async def test_the_oldest_first(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand, configure: Configure
) -> None:
    configure("points", expire_months=3)
    person = await as_user(consents=("address",))
    await give(database, person, 40)
    clock_hand.advance(days=30)
    person = await as_user()
    await give(database, person, 30)
    await pay(database, await pay_with(person, (await spu(database)).sku_id, 25))
    clock_hand.advance(days=63)
    await sweep(database, drain_jobs)
    assert await balance(database, person) == 30
    await sweep(database, drain_jobs)
    assert await entries(database, person) == [("adjusted", 40), ("adjusted", 30), ("spent", -25), ("expired", -15)]
    clock_hand.advance(days=30)
    assert await usable(database, person) == 0
    await sweep(database, drain_jobs)
    assert await balance(database, person) == 0
    await check_books(database)


async def test_what_comes_back_late_expires_again(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    person = await as_user(consents=("address",))
    await give(database, person, 100)
    order = await pay_with(person, (await spu(database)).sku_id, 60)
    await pay(database, order)
    clock_hand.advance(days=366)
    await sweep(database, drain_jobs)
    assert await balance(database, person) == 0
    await refund(database, order, order["payable_fen"], drain_jobs)
    await sweep(database, drain_jobs)
    assert await balance(database, person) == 0
    expired = [points for kind, points in await entries(database, person) if kind == "expired"]
    assert expired == [-40, -60]
    await check_books(database)


async def test_never(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand, configure: Configure
) -> None:
    configure("points", expire_months=0)
    person = await as_user()
    await give(database, person, 40)
    clock_hand.advance(days=10_000)
    await sweep(database, drain_jobs)
    assert await usable(database, person) == 40


async def test_many_customers_in_several_runs(
    as_user: AsUser,
    database: Database,
    drain_jobs: DrainJobs,
    clock_hand: Hand,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(points_jobs, "AT_ONCE", 2)
    people = [await as_user(name) for name in ("甲", "乙", "丙", "丁", "戊")]
    for person in people:
        await give(database, person, 10)
    clock_hand.advance(days=400)
    await sweep(database, drain_jobs)
    assert [await balance(database, person) for person in people] == [0] * 5


async def test_told_soon_before(as_user: AsUser, database: Database, clock_hand: Hand, configure: Configure) -> None:
    configure("points", expire_months=3, expiring_soon="10d")
    person = await as_user()
    given_at = clock_hand.time
    await give(database, person, 40)
    assert (await person.client.get("/points")).json()["expiring"] is None
    clock_hand.advance(days=81)
    person = await as_user()
    await give(database, person, 7)
    clock_hand.advance(days=2)
    told = (await person.client.get("/points")).json()
    assert (told["balance"], told["expiring"]["points"]) == (47, 40)
    assert datetime.fromisoformat(told["expiring"]["first_at"]) == months_later(given_at, 3)
    clock_hand.advance(days=10)
    told = (await person.client.get("/points")).json()
    assert (told["balance"], told["expiring"]) == (7, None)
