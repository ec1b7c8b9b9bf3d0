"""A day in the shop: from the home page to an order that is paid, and everything that can go wrong on the way."""

import asyncio

import httpx
import sqlalchemy as sa

from app.core.audit import AuditEntry
from app.core.database import Database
from devtools.wechat import Plan, StandIn, TradeState
from tests.catalog.factory import Made
from tests.inventory.shelf import counts
from tests.keys import new_key
from tests.order.factory import address, place, wish
from tests.order.with_cart__inventory__payment.buying import PIECES, payment_of, seen
from tests.payment.cashier import prepay, settle
from tests.types import AsStaff, AsUser, DrainJobs, Hand, Person


class TestBrowsing:
    async def test_home(self, client: httpx.AsyncClient, tea: Made) -> None:
        blocks = (await client.get("/home")).raise_for_status().json()["blocks"]
        listed = [block for block in blocks if block["block"] == "products"]
        assert tea.id in [item["id"] for block in listed for item in block["data"]["items"]]

    async def test_no_personal_data_without_consent(self, as_user: AsUser, wechat: StandIn) -> None:
        code = wechat.issue_code("小明", phone="13800000000")
        answer = await (await as_user()).client.post("/me/phone", json={"code": code})
        assert (answer.status_code, answer.json()["code"]) == (403, "CONSENT_REQUIRED")
        assert answer.json()["details"] == {"purpose": "phone"}


class TestOrdering:
    async def test_from_the_cart(self, customer: Person, tea: Made, database: Database, drain_jobs: DrainJobs) -> None:
        client = customer.client
        assert (await client.get(f"/spus/{tea.id}")).json()["skus"][0]["available"] == PIECES
        cart = (
            (await client.post("/cart/items", json={"sku_id": tea.sku_id, "quantity": 2}, headers=new_key()))
            .raise_for_status()
            .json()
        )
        assert cart["selected_fen"] == 13600
        order = await place(customer, tea.sku_id, quantity=2, source="cart")
        assert (order["status"], order["payable_fen"], order["can"]) == ("pending_payment", 13600, ["pay", "cancel"])
        assert await counts(database, tea.sku_id) == (PIECES - 2, 2)
        await drain_jobs()
        assert (await client.get("/cart")).json()["items"] == []

    async def test_past_the_cart(self, customer: Person, tea: Made, drain_jobs: DrainJobs) -> None:
        wanted = {"sku_id": tea.sku_id, "quantity": 2}
        (await customer.client.post("/cart/items", json=wanted, headers=new_key())).raise_for_status()
        await place(customer, tea.sku_id, source="direct")
        await drain_jobs()
        assert [item["quantity"] for item in (await customer.client.get("/cart")).json()["items"]] == [2]

    async def test_the_same_wish_twice_holds_the_goods_once(
        self, customer: Person, tea: Made, database: Database
    ) -> None:
        body, key = await wish(customer, tea.sku_id), new_key()
        answers = await asyncio.gather(*(customer.client.post("/orders", json=body, headers=key) for _ in range(3)))
        assert len({answer.json()["id"] for answer in answers}) == 1
        assert await counts(database, tea.sku_id) == (PIECES - 1, 1)


class TestPaying:
    async def test_paid(
        self, customer: Person, tea: Made, database: Database, wechat: StandIn, drain_jobs: DrainJobs
    ) -> None:
        order = await place(customer, tea.sku_id)
        wechat.pay(await prepay(customer, wechat, order["id"]))
        await wechat.deliver_due()
        await drain_jobs()
        paid = await seen(customer, order["id"])
        assert (paid["status"], paid["can"]) == ("paid", [])
        assert paid["paid_at"]
        assert await counts(database, tea.sku_id) == (PIECES - 1, 0)

    async def test_told_many_times(self, customer: Person, tea: Made, wechat: StandIn, drain_jobs: DrainJobs) -> None:
        order = await place(customer, tea.sku_id)
        wechat.pay(await prepay(customer, wechat, order["id"]), Plan(parallel=2, replays=5))
        attempts = await wechat.deliver_due()
        assert len(attempts) == 12
        assert {attempt.status for attempt in attempts} <= {200, 204}
        await drain_jobs()
        history = [row["status"] for row in (await seen(customer, order["id"]))["history"]]
        assert history == ["pending_payment", "paid"]

    async def test_forged(self, customer: Person, tea: Made, wechat: StandIn, drain_jobs: DrainJobs) -> None:
        order = await place(customer, tea.sku_id)
        wechat.pay(await prepay(customer, wechat, order["id"]), Plan(forged=1))
        (attempt,) = await wechat.deliver_due()
        assert attempt.status == 401
        await drain_jobs()
        assert (await seen(customer, order["id"]))["status"] == "pending_payment"

    async def test_another_amount(
        self, customer: Person, tea: Made, database: Database, wechat: StandIn, drain_jobs: DrainJobs
    ) -> None:
        order = await place(customer, tea.sku_id)
        wechat.pay(await prepay(customer, wechat, order["id"]), Plan(amount_fen=1))
        await wechat.deliver_due()
        await drain_jobs()
        assert (await seen(customer, order["id"]))["status"] == "pending_payment"
        async with database.read() as session:
            actions = list(await session.scalars(sa.select(AuditEntry.action)))
        assert "payment.mismatch" in actions

    async def test_never_told(
        self, customer: Person, tea: Made, wechat: StandIn, clock_hand: Hand, drain_jobs: DrainJobs
    ) -> None:
        order = await place(customer, tea.sku_id)
        wechat.pay(await prepay(customer, wechat, order["id"]), Plan(lose=True))
        for _ in range(5):
            clock_hand.advance(minutes=2)
            await drain_jobs()
        assert (await seen(customer, order["id"]))["status"] == "paid"

    async def test_nobody_pays_for_a_stranger(self, customer: Person, as_user: AsUser, tea: Made) -> None:
        order = await place(customer, tea.sku_id)
        other = (await as_user("小红")).client
        assert (await other.post(f"/orders/{order['id']}/pay", headers=new_key())).status_code == 404


class TestRefunding:
    async def test_all_of_it_ends_the_order(  # noqa: PLR0917  # fixtures
        self,
        customer: Person,
        as_staff: AsStaff,
        tea: Made,
        database: Database,
        wechat: StandIn,
        clock_hand: Hand,
        drain_jobs: DrainJobs,
    ) -> None:
        order = await place(customer, tea.sku_id)
        wechat.pay(await prepay(customer, wechat, order["id"]))
        await wechat.deliver_due()
        await drain_jobs()
        clerk = (await as_staff("payment.*")).client
        for fen, refund_status, status, stock_left in (
            (800, "part", "paid", PIECES - 1),
            (6000, "all", "canceled", PIECES),
        ):
            body = {"amount_fen": fen, "reason": "缺货"}
            path = f"/staff/payments/{await payment_of(database)}/refund"
            (await clerk.post(path, json=body, headers=new_key())).raise_for_status()
            await settle(wechat, drain_jobs, clock_hand)
            shown = await seen(customer, order["id"])
            assert (shown["refund_status"], shown["status"]) == (refund_status, status)
            assert await counts(database, tea.sku_id) == (stock_left, 0)
        assert shown["cancel_reason"] == "refunded_all"


class TestTimeout:
    async def test_unpaid_is_canceled(
        self, customer: Person, tea: Made, database: Database, clock_hand: Hand, drain_jobs: DrainJobs
    ) -> None:
        order = await place(customer, tea.sku_id, quantity=3)
        clock_hand.advance(minutes=29)
        await drain_jobs()
        assert (await seen(customer, order["id"]))["status"] == "pending_payment"
        clock_hand.advance(minutes=2)
        await drain_jobs()
        canceled = await seen(customer, order["id"])
        assert (canceled["status"], canceled["cancel_reason"]) == ("canceled", "timeout")
        assert await counts(database, tea.sku_id) == (PIECES, 0)
        answer = await customer.client.post(f"/orders/{order['id']}/pay", headers=new_key())
        assert (answer.status_code, answer.json()["code"]) == (409, "NOT_PAYABLE")

    async def test_money_that_comes_too_late_goes_back(  # noqa: PLR0917  # fixtures
        self, customer: Person, tea: Made, database: Database, wechat: StandIn, clock_hand: Hand, drain_jobs: DrainJobs
    ) -> None:
        order = await place(customer, tea.sku_id)
        number = await prepay(customer, wechat, order["id"])
        wechat.pay(number, Plan(lose=True))
        (await customer.client.post(f"/orders/{order['id']}/cancel", json={})).raise_for_status()
        await settle(wechat, drain_jobs, clock_hand)
        canceled = await seen(customer, order["id"])
        assert (canceled["status"], canceled["cancel_reason"]) == ("canceled", "user")
        assert (canceled["refund_status"], canceled["refunded_fen"]) == ("all", order["payable_fen"])
        assert wechat.state.transactions[number].state is TradeState.REFUND
        assert len(wechat.state.refunds) == 1
        assert await counts(database, tea.sku_id) == (PIECES, 0)

    async def test_an_order_that_waits_for_its_money_keeps_the_account(self, customer: Person, tea: Made) -> None:
        await place(customer, tea.sku_id)
        assert (await customer.client.delete("/me")).status_code == 409


async def test_an_address_is_only_for_its_owner(customer: Person, as_user: AsUser) -> None:
    mine = await address(customer)
    other = await as_user("小红", consents=("address",))
    listed = (await other.client.get("/me/addresses")).json()["items"]
    assert mine not in [row["id"] for row in listed]
