"""Points for orders, and what refunds make of them."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.order import OrderCompleted, OrderedLine
from app.contracts.points import MULTIPLIERS, Multiplier
from app.core.database import Database
from app.core.events import emit
from app.modules.points import orders
from tests.catalog.factory import spu
from tests.order.factory import place
from tests.points.book import balance, check_books, complete, entries, give, owed, pay, refund, usable
from tests.points.test_spending import pay_with
from tests.types import AsUser, Configure, DrainJobs


def goods(order: dict[str, Any]) -> int:
    return sum(line["total_fen"] for line in order["lines"])


async def test_points_credited_once(as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    person = await as_user(consents=("address",))
    order = await place(person, (await spu(database, price_fen=6890)).sku_id)
    await complete(database, order, drain_jobs)
    earned = goods(order) // 100
    assert await entries(database, person) == [("earned", earned)]
    lines = tuple(OrderedLine(x["sku_id"], x["spu_id"], x["quantity"], x["total_fen"]) for x in order["lines"])
    again = OrderCompleted(order["id"], order["order_no"], person.id, order["payable_fen"], lines)
    for _ in range(3):
        async with database.begin() as session:
            await emit(session, again)
        await drain_jobs()
    assert await balance(database, person) == earned
    await check_books(database)


async def test_rate(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, configure: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    class HalfMore:
        async def of(self, session: AsyncSession, user_id: int, at: datetime) -> Decimal:
            del session, user_id, at
            return Decimal("1.5")

    rows: list[tuple[int, str, Multiplier]] = [(0, "test", HalfMore())]
    monkeypatch.setattr(MULTIPLIERS, "_rows", rows)
    person = await as_user(consents=("address",))
    configure("points", earn_per_yuan=3)
    order = await place(person, (await spu(database, price_fen=999)).sku_id)
    await complete(database, order, drain_jobs)
    assert await balance(database, person) == goods(order) * 9 // 200
    configure("points", earn_per_yuan=0)
    before = await balance(database, person)
    await complete(database, await place(person, (await spu(database)).sku_id), drain_jobs)
    assert await balance(database, person) == before
    await check_books(database)


async def test_refunds_undo_in_proportion(as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    person = await as_user(consents=("address",))
    await give(database, person, 100)
    order = await pay_with(person, (await spu(database, price_fen=10000)).sku_id, 100)
    await complete(database, order, drain_jobs)
    payable, earned = order["payable_fen"], goods(order) // 100
    assert await balance(database, person) == earned
    third = payable // 3
    await refund(database, order, third, drain_jobs)
    spent_back, earned_back = 100 * third // payable, earned * third // payable
    assert await balance(database, person) == earned + spent_back - earned_back
    await refund(database, order, payable, drain_jobs)
    assert await balance(database, person) == 100
    kinds = [kind for kind, _ in await entries(database, person)]
    assert kinds[:5] == ["adjusted", "spent", "earned", "refunded", "reversed"]
    assert sorted(kinds[5:]) in (
        ["refunded", "reversed"],
        ["returned", "reversed"],
    )  # who takes goods back gives all back
    await check_books(database)


async def test_a_refund_told_again_or_late_does_nothing(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs
) -> None:
    person = await as_user(consents=("address",))
    order = await place(person, (await spu(database, price_fen=10000)).sku_id)
    await complete(database, order, drain_jobs)
    for total_fen in (5000, 5000, 2000, 5000):
        async with database.begin() as session:
            await orders.refunded(session, order["id"], person.id, payable_fen=10000, refunded_fen=total_fen)
    assert [kind for kind, _ in await entries(database, person)] == ["earned", "reversed"]
    await check_books(database)


async def test_what_was_spent_since_is_owed(as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    """Buy, spend what it earned, give the goods back: the points are not a present."""
    person = await as_user(consents=("address",))
    first = await place(person, (await spu(database, price_fen=10000)).sku_id)
    await complete(database, first, drain_jobs)
    earned = goods(first) // 100
    await pay_with(person, (await spu(database)).sku_id, earned)
    await refund(database, first, first["payable_fen"], drain_jobs)
    assert (await balance(database, person), await owed(database, person)) == (0, earned)
    told = (await person.client.get("/points")).json()
    assert (told["balance"], told["owed"]) == (0, earned)
    await give(database, person, earned + 5)
    assert (await balance(database, person), await usable(database, person), await owed(database, person)) == (5, 5, 0)
    await check_books(database)


async def test_what_comes_back_settles_what_is_owed(as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    person = await as_user(consents=("address",))
    first = await place(person, (await spu(database, price_fen=10000)).sku_id)
    await complete(database, first, drain_jobs)
    earned = goods(first) // 100
    second = await pay_with(person, (await spu(database)).sku_id, earned)
    await refund(database, first, first["payable_fen"], drain_jobs)
    (await person.client.post(f"/orders/{second['id']}/cancel", json={})).raise_for_status()
    assert (await balance(database, person), await usable(database, person)) == (0, 0)
    await check_books(database)


async def test_refunded_before_it_was_done(as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    person = await as_user(consents=("address",))
    order = await place(person, (await spu(database, price_fen=10000)).sku_id)
    payable, full = order["payable_fen"], goods(order) // 100
    async with database.begin() as session:
        await orders.refunded(session, order["id"], person.id, payable_fen=payable, refunded_fen=payable // 4)
    await complete(database, order, drain_jobs)
    assert await balance(database, person) == full - full * (payable // 4) // payable
    await refund(database, order, payable, drain_jobs)
    assert await balance(database, person) == 0
    await check_books(database)


async def test_all_money_back_gives_all_points_back_once(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs
) -> None:
    person = await as_user(consents=("address",))
    await give(database, person, 100)
    order = await pay_with(person, (await spu(database)).sku_id, 77)
    await pay(database, order)
    await refund(database, order, order["payable_fen"] // 2, drain_jobs)
    await refund(database, order, order["payable_fen"], drain_jobs)
    assert await usable(database, person) == 100
    await check_books(database)


async def test_points_of_a_new_customer(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, configure: Configure
) -> None:
    configure("points", welcome_points=200)
    person = await as_user()
    await drain_jobs()
    assert await entries(database, person) == [("welcome", 200)]
