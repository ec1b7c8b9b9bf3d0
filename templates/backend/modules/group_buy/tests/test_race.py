"""Everybody joins one group at the same second, and the shop has several processes."""

import asyncio
import json
import sys

import pytest
import sqlalchemy as sa

from app.contracts.payment import PAYMENT, NobodyCollects
from app.core import clock
from app.core.database import Database
from app.core.settings import BACKEND
from app.modules.group_buy.models import GroupMember
from app.modules.order.models import Order
from tests.catalog.factory import spu
from tests.group_buy.factory import activity, group, opening, order, pay, seats, status
from tests.types import AsUser, DrainJobs

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


async def test_exactly_as_many_as_it_takes(database: Database, as_user: AsUser, drain_jobs: DrainJobs) -> None:
    sku_id = (await spu(database)).sku_id
    await activity(database, sku_id, size=SIZE)
    first = await order(await as_user(consents=("address",)), sku_id, opening(sku_id))
    await pay(database, first)
    await drain_jobs()
    order_ids = await orders(database, [(await as_user(f"顾客{number}")).id for number in range(CUSTOMERS)])
    code = (await group(database)).code
    racers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.group_buy.racer", database.url, code, str(sku_id),
            *map(str, order_ids[number::PROCESSES]),
            cwd=BACKEND, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )
        for number in range(PROCESSES)
    ]  # fmt: skip
    results = await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))
    assert [racer.returncode for racer in racers] == [0] * PROCESSES
    paid = {order_id for out, _ in results for order_id in json.loads(out)}
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
