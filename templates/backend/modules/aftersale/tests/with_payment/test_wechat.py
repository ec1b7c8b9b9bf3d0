"""The money's whole way, through WeChat: there and back, and what goes wrong on it."""

from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa

from app.contracts.payment import PAYMENT
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.order.api import advance
from app.modules.payment.models import PayOrder
from app.modules.payment.provider import WeChatPayment
from devtools.wechat import RefundStatus, StandIn
from tests.aftersale.factory import act, ask, asked, balances, done, seen, send_back, statuses
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.order.factory import place
from tests.types import AsStaff, AsUser, Configure, DrainJobs, Hand, Person


@pytest.fixture(autouse=True)
def wechat_collects(till: object, configure: Configure, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here the money is real."""
    del till
    configure("payment", mode="direct")
    monkeypatch.setattr(PAYMENT, "_rows", [(0, "payment", WeChatPayment())])


@dataclass
class Shop:
    """A customer, a member of staff, and time to let pass between them."""

    person: Person
    clerk: Person
    database: Database
    wechat: StandIn
    hand: Hand
    drain_jobs: DrainJobs

    async def wait(self, **span: float) -> None:
        """Until nothing is due any more."""
        for _ in range(3):
            await self.drain_jobs()
            await self.wechat.deliver_due()
            self.hand.advance(**(span or {"minutes": 1}))
        await self.drain_jobs()

    async def bought(self, *, quantity: int = 1, sent: bool = False) -> dict[str, Any]:
        """An order that was paid through WeChat."""
        order = await place(self.person, (await spu(self.database, price_fen=6800)).sku_id, quantity=quantity)
        (await self.person.client.post(f"/orders/{order['id']}/pay", headers=new_key())).raise_for_status()
        self.wechat.pay(list(self.wechat.state.transactions)[-1])
        await self.wechat.deliver_due()
        await self.drain_jobs()
        if sent:
            async with self.database.begin() as session:
                for to in ("to_ship", "shipped"):
                    await advance(session, order["id"], to, SYSTEM)
        choices = (await self.person.client.get(f"/aftersales/choices?order_id={order['id']}")).json()
        return {**order, "line_ids": [line["line_id"] for line in choices["lines"]]}

    async def order(self, order: dict[str, Any]) -> tuple[str, str, int]:
        """(status, refund status, refunded fen); one that waits to be sent is "paid", whoever sends it."""
        shown = (await self.person.client.get(f"/orders/{order['id']}")).json()
        status = "paid" if shown["status"] == "to_ship" else shown["status"]
        return status, shown["refund_status"], shown["refunded_fen"]

    @property
    def numbers(self) -> list[str]:
        """Of the refunds that WeChat knows."""
        return list(self.wechat.state.refunds)


@pytest.fixture
async def shop(  # noqa: PLR0917  # fixtures
    as_user: AsUser,
    as_staff: AsStaff,
    database: Database,
    wechat: StandIn,
    clock_hand: Hand,
    drain_jobs: DrainJobs,
) -> Shop:
    person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*", "payment.*")
    return Shop(person, clerk, database, wechat, clock_hand, drain_jobs)


class TestTheReturn:
    async def test_of_one_of_two(self, shop: Shop) -> None:
        """applied, agreed, sent back, received, refunding, refunded; a part keeps the order; twice is refused."""
        order = await shop.bought(quantity=2, sent=True)
        case = await asked(shop.person, order, "return_refund", 1)
        assert (await ask(shop.person, order, "return_refund", 1)).json()["code"] == "AFTERSALE_OPEN"
        await done(shop.clerk, case, "agree")
        await send_back(shop.person, case)
        await done(shop.clerk, case, "receive", sellable=True)
        assert await shop.order(order) == ("shipped", "none", 0)
        await shop.wait()
        way = ["applied", "agreed", "buyer_shipped", "received", "refunding", "done"]
        assert await statuses(shop.database, case) == way
        assert await shop.order(order) == ("shipped", "part", 6800)
        assert len(shop.numbers) == 1

    async def test_step_by_step_until_nothing_is_left(self, shop: Shop) -> None:
        order = await shop.bought(quantity=3)
        for pieces, told in ((1, ("paid", "part", 6800)), (2, ("canceled", "all", 20400))):
            case = await asked(shop.person, order, "refund_only", pieces)
            await done(shop.clerk, case, "agree")
            await shop.wait()
            assert (await seen(shop.person, case))["status"] == "done"
            assert await shop.order(order) == told
        assert await balances(shop.database, order["id"]) == [(0, 3, 20400), (0, 0, 0)]


class TestStuck:
    async def test_refused_then_retried_with_the_same_number(self, shop: Shop) -> None:
        order = await shop.bought()
        case = await asked(shop.person, order, "refund_only", 1)
        shop.wechat.fail("refund", "USER_ACCOUNT_ABNORMAL")
        await done(shop.clerk, case, "agree")
        await shop.wait()
        told = (await shop.clerk.client.get(f"/staff/aftersales/{case}")).json()
        assert (told["status"], told["failure"], shop.numbers) == ("refund_failed", "微信未受理退款", [])
        async with shop.database.read() as session:
            asked_with = await session.scalar(sa.text("SELECT refund_no FROM payment_refund"))
        await done(shop.clerk, case, "retry")
        await shop.wait()
        assert (await seen(shop.person, case))["status"] == "done"
        assert shop.numbers == [asked_with]

    async def test_callback_says_abnormal_then_retried_with_the_same_number(self, shop: Shop) -> None:
        order = await shop.bought()
        case = await asked(shop.person, order, "refund_only", 1)
        shop.wechat.refunds.outcome = RefundStatus.ABNORMAL
        await done(shop.clerk, case, "agree")
        await shop.wait()
        assert (await seen(shop.person, case))["status"] == "refund_failed"
        [number] = shop.numbers
        await done(shop.clerk, case, "retry")
        await shop.wait()
        assert (await statuses(shop.database, case))[-2:] == ["refunding", "refund_failed"]  # it still is
        shop.wechat.settle(number, RefundStatus.SUCCESS)
        await done(shop.clerk, case, "retry")
        await shop.wait()
        assert (await seen(shop.person, case))["status"] == "done"
        assert shop.numbers == [number]
        assert await shop.order(order) == ("canceled", "all", 6800)

    async def test_closed_by_wechat_needs_another_number(self, shop: Shop) -> None:
        order = await shop.bought()
        case = await asked(shop.person, order, "refund_only", 1)
        shop.wechat.refunds.outcome = RefundStatus.CLOSED
        await done(shop.clerk, case, "agree")
        await shop.wait()
        told = (await shop.clerk.client.get(f"/staff/aftersales/{case}")).json()
        assert told["failure"] == "退款已关闭"
        shop.wechat.refunds.outcome = RefundStatus.SUCCESS
        await done(shop.clerk, case, "retry")
        await shop.wait()
        assert (await seen(shop.person, case))["status"] == "done"
        assert len(shop.numbers) == 2
        assert await shop.order(order) == ("canceled", "all", 6800)


class TestBesideTheMerchantsOwnRefund:
    """One truth: what staff give back from the payment is gone for cases, and the other way round."""

    async def refund(self, shop: Shop, fen: int) -> int:
        async with shop.database.read() as session:
            payment_id = (await session.scalars(sa.select(PayOrder.id))).one()
        body = {"amount_fen": fen, "reason": "少发一包"}
        answer = await shop.clerk.client.post(f"/staff/payments/{payment_id}/refund", json=body, headers=new_key())
        return answer.status_code

    async def test_first_theirs(self, shop: Shop) -> None:
        order = await shop.bought(quantity=2, sent=True)
        assert await self.refund(shop, 10000) == 201
        await shop.wait()
        case = await asked(shop.person, order, "refund_only", 2)
        assert (await done(shop.clerk, case, "agree"))["refund_fen"] == 3600
        await shop.wait()
        assert (await seen(shop.person, case))["status"] == "done"
        assert await shop.order(order) == ("shipped", "all", 13600)

    async def test_at_the_same_time(self, shop: Shop) -> None:
        """Theirs is on its way and not yet told: the payment has the last word, and nothing is given back twice."""
        order = await shop.bought(quantity=2, sent=True)
        case = await asked(shop.person, order, "refund_only", 2)
        assert await self.refund(shop, 10000) == 201
        told = await done(shop.clerk, case, "agree")
        assert (told["status"], told["failure"]) == ("refund_failed", "可退金额不足")
        await shop.wait()
        assert (await done(shop.clerk, case, "retry"))["refund_fen"] == 3600
        await shop.wait()
        assert await shop.order(order) == ("shipped", "all", 13600)

    async def test_first_ours(self, shop: Shop) -> None:
        order = await shop.bought(quantity=2, sent=True)
        case = await asked(shop.person, order, "refund_only", 1)
        await done(shop.clerk, case, "agree")
        assert await self.refund(shop, 6801) == 409
        assert await self.refund(shop, 6800) == 201
        await shop.wait()
        assert await shop.order(order) == ("shipped", "all", 13600)
        assert await balances(shop.database, order["id"]) == [(0, 1, 13600), (0, 0, 0)]


class TestComplaints:
    """What went wrong in other shops."""

    async def test_crmeb_27_a_refunded_member_is_still_shown(self, shop: Shop) -> None:
        """An order whose money is back is over, and says so to whoever counts on it (its group)."""
        order = await shop.bought()
        case = await asked(shop.person, order, "refund_only", 1)
        await done(shop.clerk, case, "agree")
        await shop.wait()
        shown = (await shop.person.client.get(f"/orders/{order['id']}")).json()
        assert (shown["status"], shown["cancel_reason"], shown["can"]) == ("canceled", "refunded_all", [])
        listed = (await shop.person.client.get("/orders?status=paid")).json()["items"]
        assert listed == []

    async def test_openfoodnetwork_5270_cancel_and_refund_are_two_axes(self, shop: Shop) -> None:
        """A refund that is only under way leaves the order as it is; one of a part never cancels it."""
        order = await shop.bought(quantity=2)
        case = await asked(shop.person, order, "refund_only", 1)
        await done(shop.clerk, case, "agree")
        assert await shop.order(order) == ("paid", "none", 0)
        await shop.wait()
        assert await shop.order(order) == ("paid", "part", 6800)

    async def test_agreed_to_twice_is_paid_once(self, shop: Shop) -> None:
        order = await shop.bought()
        case = await asked(shop.person, order, "refund_only", 1)
        answers = [await act(shop.clerk, case, "agree") for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 409]
        await shop.wait()
        assert len(shop.numbers) == 1
