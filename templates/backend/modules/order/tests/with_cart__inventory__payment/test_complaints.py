"""What users of other shops complained about; each test is named after what went wrong there."""

from app.core.application import API, api_routes
from app.core.database import Database
from app.registry import MODULES
from devtools.wechat import Plan, StandIn
from tests.catalog.factory import Made
from tests.inventory.shelf import counts
from tests.keys import new_key
from tests.order.factory import place, wish
from tests.order.with_cart__inventory__payment.buying import PIECES, payment_of, seen
from tests.payment.cashier import prepay, settle
from tests.types import AsStaff, AsUser, Configure, DrainJobs, Hand, Person


async def pay(
    customer: Person, wechat: StandIn, drain_jobs: DrainJobs, order_id: int, plan: Plan | None = None
) -> None:
    wechat.pay(await prepay(customer, wechat, order_id), plan)
    await wechat.deliver_due()
    await drain_jobs()


async def test_a_callback_made_an_order_paid_again_that_was_done(  # noqa: PLR0917  # fixtures
    customer: Person, as_staff: AsStaff, tea: Made, wechat: StandIn, clock_hand: Hand, drain_jobs: DrainJobs
) -> None:
    """litemall#271"""
    order = await place(customer, tea.sku_id)
    await pay(customer, wechat, drain_jobs, order["id"], Plan(delay=3600))
    for _ in range(5):
        clock_hand.advance(minutes=2)
        await drain_jobs()
    clerk = (await as_staff("order.*")).client
    (await clerk.post(f"/staff/orders/{order['id']}/complete")).raise_for_status()
    wechat.timeline.advance(3600)
    assert [attempt.status for attempt in await wechat.deliver_due()] == [204]
    await drain_jobs()
    assert (await seen(customer, order["id"]))["status"] == "completed"


async def test_the_phone_said_that_it_had_paid(customer: Person, tea: Made, drain_jobs: DrainJobs) -> None:
    """newbee-mall#100, mall4j: whatever a customer sends for his order, only WeChat says that it is paid."""
    order = await place(customer, tea.sku_id)
    for path, route in api_routes(MODULES):
        if "{order_id}" not in path or "/staff/" in path or path.endswith("/cancel"):
            continue
        url = path.removeprefix(API).replace("{order_id}", str(order["id"]))
        for method in route.methods or ():
            said = {"status": "paid", "paid": True, "trade_state": "SUCCESS", "transaction_id": "4200001"}
            await customer.client.request(method, url, json=said, headers=new_key())
    await drain_jobs()
    assert (await seen(customer, order["id"]))["status"] == "pending_payment"


async def test_one_customer_held_all_the_stock(  # noqa: PLR0917  # fixtures
    customer: Person, tea: Made, database: Database, configure: Configure, clock_hand: Hand, drain_jobs: DrainJobs
) -> None:
    """dujiao-next#105"""
    configure("order", max_open_orders=2)
    for _ in range(2):
        await place(customer, tea.sku_id)
    third = await customer.client.post("/orders", json=await wish(customer, tea.sku_id), headers=new_key())
    assert (third.status_code, third.json()["code"]) == (409, "TOO_MANY_OPEN_ORDERS")
    assert await counts(database, tea.sku_id) == (PIECES - 2, 2)
    clock_hand.advance(minutes=31)
    await drain_jobs()
    assert await counts(database, tea.sku_id) == (PIECES, 0)


async def test_what_was_sold_out_stayed_sold_out_after_a_cancellation(
    customer: Person, as_user: AsUser, tea: Made, database: Database
) -> None:
    """newbee-mall: its stock came back only where some was left."""
    order = await place(customer, tea.sku_id, quantity=PIECES)
    assert await counts(database, tea.sku_id) == (0, PIECES)
    (await customer.client.post(f"/orders/{order['id']}/cancel", json={})).raise_for_status()
    assert await counts(database, tea.sku_id) == (PIECES, 0)
    await place(await as_user("小红", consents=("address",)), tea.sku_id, quantity=PIECES)


async def test_a_part_of_the_money_back_cancelled_the_order(  # noqa: PLR0917  # fixtures
    customer: Person,
    as_staff: AsStaff,
    tea: Made,
    database: Database,
    wechat: StandIn,
    clock_hand: Hand,
    drain_jobs: DrainJobs,
) -> None:
    """openfoodnetwork#5270"""
    order = await place(customer, tea.sku_id, quantity=2)
    await pay(customer, wechat, drain_jobs, order["id"])
    clerk = (await as_staff("payment.*")).client
    body = {"amount_fen": 6800, "reason": "少发一件"}
    path = f"/staff/payments/{await payment_of(database)}/refund"
    (await clerk.post(path, json=body, headers=new_key())).raise_for_status()
    await settle(wechat, drain_jobs, clock_hand)
    shown = await seen(customer, order["id"])
    assert (shown["status"], shown["refund_status"], shown["refunded_fen"]) == ("paid", "part", 6800)


async def test_a_paid_order_was_missing_at_the_console(  # noqa: PLR0917  # fixtures
    customer: Person, as_staff: AsStaff, tea: Made, wechat: StandIn, clock_hand: Hand, drain_jobs: DrainJobs
) -> None:
    """medusa#13301: the callback was lost, and nobody asked."""
    order = await place(customer, tea.sku_id)
    await pay(customer, wechat, drain_jobs, order["id"], Plan(lose=True))
    for _ in range(5):
        clock_hand.advance(minutes=2)
        await drain_jobs()
    clerk = (await as_staff("order.read")).client
    listed = (await clerk.get("/staff/orders", params={"status": "paid"})).raise_for_status().json()["items"]
    assert [row["order_no"] for row in listed] == [order["order_no"]]
