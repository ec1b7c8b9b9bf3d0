"""A coupon through a day in the shop, with goods that are counted and money that comes through WeChat."""

import pytest

from app.core.database import Database
from devtools.wechat import Plan, StandIn, TradeState
from tests.catalog.factory import Made
from tests.coupon.factory import coupon, end_now, held, order_with, status_of, wish
from tests.inventory.shelf import counts, stocked
from tests.keys import new_key
from tests.payment.cashier import prepay, settle
from tests.types import AsUser, DrainJobs, Hand, Person

PIECES = 10


@pytest.fixture
async def tea(database: Database) -> Made:
    return await stocked(database, PIECES)


@pytest.fixture
async def customer(as_user: AsUser) -> Person:
    return await as_user(consents=("address",))


async def test_expired_coupon_leaves_no_reservation(customer: Person, tea: Made, database: Database) -> None:
    coupon_id = await held(database, customer)
    body = await wish(customer, tea.sku_id, chosen=coupon_id)
    await end_now(database, coupon_id)
    answer = await customer.client.post("/orders", json=body, headers=new_key())
    assert (answer.status_code, answer.json()["code"]) == (422, "COUPON_EXPIRED")
    assert await counts(database, tea.sku_id) == (PIECES, 0)


async def test_out_of_stock_leaves_the_coupon_unused(customer: Person, tea: Made, database: Database) -> None:
    coupon_id = await held(database, customer)
    body = await wish(customer, tea.sku_id, chosen=coupon_id, quantity=PIECES + 1)
    answer = await customer.client.post("/orders", json=body, headers=new_key())
    assert (answer.status_code, answer.json()["code"]) == (409, "OUT_OF_STOCK")
    assert await status_of(database, coupon_id) == "unused"


async def test_paid_with_what_is_left_to_pay(
    customer: Person, tea: Made, database: Database, wechat: StandIn, drain_jobs: DrainJobs
) -> None:
    coupon_id = await held(database, customer)
    order = await order_with(customer, coupon_id, tea.sku_id)
    number = await prepay(customer, wechat, order["id"])
    assert wechat.state.transactions[number].order.total_fen == 5800
    wechat.pay(number, Plan(parallel=2, replays=5))
    await wechat.deliver_due()
    await drain_jobs()
    seen = (await customer.client.get(f"/orders/{order['id']}")).json()
    assert [row["status"] for row in seen["history"]][:2] == ["pending_payment", "paid"]
    assert await status_of(database, coupon_id) == "used"


async def test_unpaid_order_gives_goods_and_coupon_back(
    customer: Person, tea: Made, database: Database, clock_hand: Hand, drain_jobs: DrainJobs
) -> None:
    coupon_id = await held(database, customer)
    order = await order_with(customer, coupon_id, tea.sku_id)
    assert await counts(database, tea.sku_id) == (PIECES - 1, 1)
    clock_hand.advance(minutes=31)
    await drain_jobs()
    assert (await customer.client.get(f"/orders/{order['id']}")).json()["cancel_reason"] == "timeout"
    assert await counts(database, tea.sku_id) == (PIECES, 0)
    assert await status_of(database, coupon_id) == "unused"


async def test_late_payment_of_a_canceled_order_does_not_take_the_coupon_again(  # noqa: PLR0917  # fixtures
    customer: Person, tea: Made, database: Database, wechat: StandIn, clock_hand: Hand, drain_jobs: DrainJobs
) -> None:
    """Elsewhere the order became paid although its goods and its coupon had been given back."""
    coupon_id = await held(database, customer)
    first = await order_with(customer, coupon_id, tea.sku_id)
    number = await prepay(customer, wechat, first["id"])
    wechat.pay(number, Plan(lose=True))
    (await customer.client.post(f"/orders/{first['id']}/cancel", json={})).raise_for_status()
    second = await order_with(customer, coupon_id, tea.sku_id)
    await settle(wechat, drain_jobs, clock_hand)
    assert wechat.state.transactions[number].state is TradeState.REFUND
    assert (await customer.client.get(f"/orders/{first['id']}")).json()["status"] == "canceled"
    held_by = await coupon(database, coupon_id)
    assert (held_by.status, held_by.order_id) == ("locked", second["id"])
