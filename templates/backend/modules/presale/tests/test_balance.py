"""The balance: an order of its own, less the deposit."""

import asyncio
from typing import Any

import pytest

from app.contracts.pricing import ACTIVITIES
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.order import moves
from app.modules.presale.step import PresaleStep
from devtools.wechat import StandIn, TradeState
from tests.catalog.factory import spu
from tests.payment.cashier import settle
from tests.presale.factory import (
    BALANCE_FEN,
    DEPOSIT_FEN,
    PRICE_FEN,
    USUAL_FEN,
    WINDOW,
    activity,
    book,
    booked,
    counts,
    order,
    pay,
    status,
    try_order,
)
from tests.types import AsUser, DrainJobs, Hand, Person


@pytest.fixture
async def tea(database: Database) -> int:
    sku_id = (await spu(database, price_fen=USUAL_FEN)).sku_id
    await activity(database, sku_id)
    return sku_id


@pytest.fixture
async def customer(as_user: AsUser) -> Person:
    return await as_user(consents=("address",))


@pytest.fixture
async def due(customer: Person, tea: int, wechat: StandIn, drain_jobs: DrainJobs, clock_hand: Hand) -> int:
    """A booking of two pieces whose balance can be paid now."""
    del tea
    booking_id, _ = await booked(customer, wechat, drain_jobs, 2)
    clock_hand.advance(hours=WINDOW)
    await drain_jobs()
    return booking_id


async def preview(person: Person, sku_id: int, inputs: dict[str, Any], quantity: int = 2) -> tuple[int, Any]:
    """Status, and the price or the code of the refusal."""
    wanted = {"items": [{"sku_id": sku_id, "quantity": quantity}], "inputs": inputs}
    answer = await person.client.post("/orders/preview", json=wanted)
    return answer.status_code, answer.json().get("payable_fen", answer.json().get("code"))


def wish(sku_id: int, booking_id: int) -> dict[str, Any]:
    return {"presale": {"sku_id": sku_id, "booking_id": booking_id}}


async def test_less_the_deposit(customer: Person, tea: int, due: int, database: Database) -> None:
    items = [{"sku_id": tea, "quantity": 2}]
    shown = await customer.client.post("/orders/preview", json={"items": items, "inputs": wish(tea, due)})
    line = shown.json()["lines"][0]
    steps = [(one["label"], one["amount_fen"]) for one in line["adjustments"]]
    assert steps == [("预售价", 2 * (PRICE_FEN - USUAL_FEN)), ("已付定金", -2 * DEPOSIT_FEN)]
    assert shown.json()["payable_fen"] == 2 * BALANCE_FEN
    placed = await order(customer, tea, due, quantity=2)
    assert (await customer.client.get(f"/presales/{due}")).json()["order_id"] == placed
    assert await status(database, due) == "booked"


async def test_paid_altogether(  # noqa: PLR0917  # fixtures
    customer: Person, tea: int, due: int, database: Database, wechat: StandIn, drain_jobs: DrainJobs
) -> None:
    placed = await order(customer, tea, due, quantity=2)
    number = await pay(customer, wechat, drain_jobs, f"/orders/{placed}")
    assert wechat.state.transactions[number].order.total_fen == 2 * BALANCE_FEN
    assert (await status(database, due), await counts(database, customer)) == ("completed", (2, 2))


async def test_paid_and_cancelled_gives_both_back(  # noqa: PLR0917  # fixtures
    customer: Person,
    tea: int,
    due: int,
    database: Database,
    wechat: StandIn,
    drain_jobs: DrainJobs,
    clock_hand: Hand,
) -> None:
    placed = await order(customer, tea, due, quantity=2)
    await pay(customer, wechat, drain_jobs, f"/orders/{placed}")
    async with database.begin() as session:
        assert await moves.cancel_paid(session, placed, SYSTEM, "staff")
    await settle(wechat, drain_jobs, clock_hand)
    assert {payment.state for payment in wechat.state.transactions.values()} == {TradeState.REFUND}
    assert (await status(database, due), await counts(database, customer)) == ("refunded", (0, 0))


async def test_cancelled_unpaid_can_be_ordered_again(customer: Person, tea: int, due: int, database: Database) -> None:
    placed = await order(customer, tea, due, quantity=2)
    assert (await customer.client.get(f"/presales/{due}")).json()["can"] == []
    for _ in range(2):
        (await customer.client.post(f"/orders/{placed}/cancel", json={})).raise_for_status()
        async with database.begin() as session:
            await PresaleStep().release(session, placed)
    assert (await status(database, due), await counts(database, customer)) == ("booked", (2, 2))
    await order(customer, tea, due, quantity=2)


async def test_one_order_even_in_parallel(customer: Person, tea: int, due: int) -> None:
    answers = await asyncio.gather(*(try_order(customer, tea, due, quantity=2) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    codes = {answer.json()["code"] for answer in answers if answer.status_code == 409}
    assert codes == {"PRESALE_BOOKING_STATUS"}


async def test_refused(customer: Person, as_user: AsUser, tea: int, due: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await preview(customer, tea, {}) == (200, 2 * USUAL_FEN)
    assert await preview(customer, tea, wish(tea, due), quantity=1) == (422, "PRESALE_ALONE")
    assert await preview(customer, tea, wish(99, due)) == (404, "PRESALE_BOOKING_NOT_FOUND")
    assert await preview(await as_user("小红"), tea, wish(tea, due)) == (404, "PRESALE_BOOKING_NOT_FOUND")
    for nonsense in (7, "x", {}, {"sku_id": tea}, {"sku_id": tea, "booking_id": "x"}):
        assert await preview(customer, tea, {"presale": nonsense}) == (422, "PRESALE_INVALID")
    monkeypatch.setattr(ACTIVITIES, "_rows", [(100, name, name) for name in ("presale", "another")])
    both = wish(tea, due) | {"another": {"sku_id": tea}}
    assert await preview(customer, tea, both) == (422, "ACTIVITY_CONFLICT")


async def test_only_within_the_window(
    customer: Person, tea: int, wechat: StandIn, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    unpaid = await book(customer)
    assert await preview(customer, tea, wish(tea, unpaid), 1) == (409, "PRESALE_BOOKING_STATUS")
    booking_id, _ = await booked(customer, wechat, drain_jobs)
    said = []
    for hours in (WINDOW - 1, 1, 23, 1):
        clock_hand.advance(hours=hours)
        said.append(await preview(customer, tea, wish(tea, booking_id), 1))
    closed = (409, "PRESALE_NOT_IN_WINDOW")
    assert said == [closed, (200, BALANCE_FEN), (200, BALANCE_FEN), closed]
