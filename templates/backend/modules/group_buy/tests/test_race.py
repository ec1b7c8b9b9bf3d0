"""Everybody joins one group at the same second, and the shop has several processes."""

import pytest
import sqlalchemy as sa

from app.contracts.payment import PAYMENT, NobodyCollects
from app.contracts.pricing import PriceLine, Quote
from app.core import clock
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.errors import AppError
from app.modules.group_buy import forming
from app.modules.group_buy.models import GroupMember
from app.modules.group_buy.step import GroupBuyStep
from app.modules.order import moves
from app.modules.order.models import Order
from tests.catalog.factory import spu
from tests.group_buy.factory import activity, group, opening, order, pay, seats, status
from tests.racing import race
from tests.types import AsUser, DrainJobs

step = GroupBuyStep()
PROCESSES, CUSTOMERS, SIZE = 4, 24, 8


@pytest.fixture(autouse=True)
def nobody_collects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PAYMENT, "one", lambda _default: NobodyCollects())


async def orders(database: Database, user_ids: list[int]) -> list[int]:
    """Ids of bare orders, one for each customer."""
    async with database.begin() as session:
        rows = [
            Order(
                order_no=f"R{user_id}", user_id=user_id, status="pending_payment", open_slot=1,
                goods_fen=6800, discount_fen=0, freight_fen=0, payable_fen=6800, created_at=clock.now(),
            )
            for user_id in user_ids
        ]  # fmt: skip
        session.add_all(rows)
        await session.flush()
        return [row.id for row in rows]


async def join(database: Database, code: str, sku_id: int, order_id: int) -> int | None:
    """Takes a seat for the order and has its payment counted twice over; every fifth one gives up instead.

    The order's id, if it was paid for.
    """
    try:
        async with database.begin() as session:
            user_id = (await session.get_one(Order, order_id)).user_id
            wish = {"group_buy": {"sku_id": sku_id, "group": code}}
            quote = await step.apply(session, Quote(user_id, (PriceLine(sku_id, 1, 1, 6800),), wish))
            await step.lock(session, order_id, quote)
    except AppError:
        return None
    if order_id % 5 == 0:
        for _ in range(2):
            async with database.begin() as session:
                await moves.cancel_unpaid(session, order_id, SYSTEM, "user")
        return None
    async with database.begin() as session:
        paid = await moves.pay(session, order_id, SYSTEM)
    for _ in range(2):
        async with database.begin() as session:
            await forming.paid(session, order_id)
    return order_id if paid else None


async def test_exactly_as_many_as_it_takes(database: Database, as_user: AsUser, drain_jobs: DrainJobs) -> None:
    sku_id = (await spu(database)).sku_id
    await activity(database, sku_id, size=SIZE)
    first = await order(await as_user(consents=("address",)), sku_id, opening(sku_id))
    await pay(database, first)
    await drain_jobs()
    order_ids = await orders(database, [(await as_user(f"顾客{number}")).id for number in range(CUSTOMERS)])
    code = (await group(database)).code
    joined = await race(
        database, join, [[(code, sku_id, order_id) for order_id in order_ids[n::PROCESSES]] for n in range(PROCESSES)]
    )
    paid = {order_id for order_id in joined if order_id}
    state, taken, counted = await seats(database)
    async with database.read() as session:
        live = sa.select(GroupMember.order_id).where(GroupMember.status == "paid")
        assert set(await session.scalars(live)) == {first, *paid}
    assert taken == counted == len(paid) + 1 <= SIZE
    waits = "forming" if counted < SIZE else "success"
    assert state == waits
    served = "pending_group" if waits == "forming" else "paid"
    assert {(await status(database, order_id))[0] for order_id in (first, *paid)} == {served}
    assert counted > SIZE // 2
