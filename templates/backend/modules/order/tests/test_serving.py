"""A paid order may be served at once, unless something holds it; what holds it lets it go, or cancels it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.order import HOLDS, Kept, OrderCanceled, OrderEvent, OrderReady
from app.contracts.payment import PAYMENT, NobodyCollects
from app.core import events
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.order import moves
from app.modules.order.models import Order
from tests.catalog.factory import spu
from tests.order.factory import place
from tests.types import AsUser, DrainJobs

UNTIL = datetime(2030, 1, 1, tzinfo=UTC)


@dataclass
class Holding:
    """Holds every order."""

    async def holds(self, session: AsyncSession, order_id: int) -> bool:  # noqa: ARG002  whatever it is
        return True

    async def kept(self, session: AsyncSession, order_ids: Collection[int]) -> dict[int, Kept]:  # noqa: ARG002  # as above
        return dict.fromkeys(order_ids, Kept("等人到齐", UNTIL))


@dataclass
class Heard:
    """What was told of orders, in order."""

    told: list[tuple[str, int]] = field(default_factory=list)

    async def hear(self, session: AsyncSession, event: OrderEvent) -> None:  # noqa: ARG002  writes nothing
        self.told.append((event.name, event.order_id))


@pytest.fixture(autouse=True)
def nobody_collects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PAYMENT, "one", lambda _default: NobodyCollects())


@pytest.fixture(autouse=True)
def holds(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str, Holding]]:
    """Nothing holds an order but what a test puts in here."""
    rows: list[tuple[int, str, Holding]] = []
    monkeypatch.setattr(HOLDS, "_rows", rows)
    return rows


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """Instead of those who listen otherwise."""
    listening = Heard()
    monkeypatch.setattr(events, "_subscribers", {})
    for kind in (OrderReady, OrderCanceled):
        events.on(kind, listening.hear, name=f"test.{kind.name}.{id(listening)}")
    return listening


async def paid(as_user: AsUser, database: Database) -> int:
    """A new order, paid for."""
    order_id = int((await place(await as_user(consents=("address",)), (await spu(database)).sku_id))["id"])
    async with database.begin() as session:
        assert await moves.pay(session, order_id, SYSTEM)
    return order_id


async def status(database: Database, order_id: int) -> str:
    async with database.read() as session:
        return (await session.get_one(Order, order_id)).status


async def test_may_be_served_once_it_is_paid(
    as_user: AsUser, database: Database, heard: Heard, drain_jobs: DrainJobs
) -> None:
    order_id = await paid(as_user, database)
    await drain_jobs()
    assert await status(database, order_id) == "paid"
    assert heard.told == [("order.ready", order_id)]


async def test_waits_for_what_holds_it(
    as_user: AsUser,
    database: Database,
    heard: Heard,
    holds: list[tuple[int, str, Holding]],
    drain_jobs: DrainJobs,
) -> None:
    holds.append((100, "tests", Holding()))
    order_id = await paid(as_user, database)
    await drain_jobs()
    assert (await status(database, order_id), heard.told) == ("pending_group", [])
    for once in (True, False):
        async with database.begin() as session:
            assert await moves.let_go(session, order_id, SYSTEM, "已成团") is once
    await drain_jobs()
    assert (await status(database, order_id), heard.told) == ("paid", [("order.ready", order_id)])


async def test_is_canceled_where_that_fails(
    as_user: AsUser,
    database: Database,
    heard: Heard,
    holds: list[tuple[int, str, Holding]],
    drain_jobs: DrainJobs,
) -> None:
    holds.append((100, "tests", Holding()))
    order_id = await paid(as_user, database)
    for once in (True, False):
        async with database.begin() as session:
            assert await moves.cancel_paid(session, order_id, SYSTEM, "group_failed") is once
    await drain_jobs()
    assert (await status(database, order_id), heard.told) == ("canceled", [("order.canceled", order_id)])


async def test_goes_its_way_state_by_state(as_user: AsUser, database: Database) -> None:
    order_id = await paid(as_user, database)
    for to in ("to_ship", "shipped"):
        for once in (True, False):
            async with database.begin() as session:
                assert await moves.advance(session, order_id, to, SYSTEM) is once
    async with database.begin() as session:
        assert not await moves.cancel_paid(session, order_id, SYSTEM, "staff")
    async with database.begin() as session:
        assert await moves.complete(session, order_id, SYSTEM)


async def test_says_why_it_waits_and_cannot_be_canceled(
    as_user: AsUser, database: Database, holds: list[tuple[int, str, Holding]]
) -> None:
    holds.append((100, "tests", Holding()))
    person = await as_user(consents=("address",))
    order_id = int((await place(person, (await spu(database)).sku_id))["id"])
    unpaid = (await person.client.get(f"/orders/{order_id}")).json()
    assert (unpaid["kept"], "cancel" in unpaid["can"]) == (None, True)
    async with database.begin() as session:
        assert await moves.pay(session, order_id, SYSTEM)
    shown = (await person.client.get(f"/orders/{order_id}")).json()
    assert (shown["kept"], shown["can"]) == ({"text": "等人到齐", "until": "2030-01-01T00:00:00Z"}, [])
    (listed,) = (await person.client.get("/orders")).json()["items"]
    assert listed["kept"] == shown["kept"]
    refused = await person.client.post(f"/orders/{order_id}/cancel", json={})
    assert (refused.status_code, refused.json()["code"], refused.json()["message"]) == (409, "ORDER_HELD", "等人到齐")
    assert refused.json()["details"] == {"until": "2030-01-01T00:00:00+00:00"}
    assert await status(database, order_id) == "pending_group"
    async with database.begin() as session:
        await moves.let_go(session, order_id, SYSTEM)
    assert (await person.client.get(f"/orders/{order_id}")).json()["kept"] is None
    refused = await person.client.post(f"/orders/{order_id}/cancel", json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "WRONG_STATUS")
