"""Booking, its deposit, and what becomes of both."""

import asyncio

import pytest

from app.contracts.presale import BalanceDue, PresaleLapsed
from app.core import events
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.events import Event
from app.modules.presale import booking, editing
from app.modules.presale.states import BOOKING
from devtools.wechat import Plan, StandIn, TradeState
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.payment.cashier import prepay_at, settle
from tests.presale.factory import (
    DEPOSIT_FEN,
    WINDOW,
    activity,
    book,
    booked,
    counts,
    order,
    status,
    try_book,
)
from tests.types import AsUser, Configure, DrainJobs, Hand, Person


@pytest.fixture
async def tea(database: Database) -> int:
    sku_id = (await spu(database)).sku_id
    await activity(database, sku_id)
    return sku_id


@pytest.fixture
async def customer(as_user: AsUser) -> Person:
    return await as_user(consents=("address",))


def test_states() -> None:
    for end in ("canceled", "refunded", "forfeited"):
        assert BOOKING.moves[end] == frozenset()
    assert BOOKING.moves["completed"] == {"refunded"}
    assert not BOOKING.allows("pending", "completed")


@pytest.mark.usefixtures("tea")
class TestBook:
    async def test_holds_pieces_until_the_deposit_is_paid(self, customer: Person, database: Database) -> None:
        body = (await try_book(customer, 2)).raise_for_status().json()
        assert (body["deposit_fen"], body["balance_fen"], body["total_fen"]) == (2000, 8000, 10000)
        assert (body["status"], body["can"]) == ("pending", ["pay", "cancel"])
        assert await counts(database, customer) == (2, 2)

    async def test_repeated_is_one(self, customer: Person, database: Database) -> None:
        key, wanted = new_key(), {"activity_id": 1}
        posts = (customer.client.post("/presales", json=wanted, headers=key) for _ in range(4))
        assert len({answer.json()["id"] for answer in await asyncio.gather(*posts)}) == 1
        assert await counts(database, customer) == (1, 1)

    async def test_so_many_a_person_even_in_parallel(self, customer: Person, database: Database) -> None:
        answers = await asyncio.gather(*(try_book(customer) for _ in range(4)))
        assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409]
        assert (await try_book(customer, 3)).json()["code"] == "LIMIT"
        assert await counts(database, customer) == (2, 2)

    async def test_the_last_pieces(self, as_user: AsUser, database: Database) -> None:
        sku_id = (await spu(database, "碧螺春")).sku_id
        activity_id = await activity(database, sku_id, stock=3)
        people = [await as_user(name) for name in ("小明", "小红", "小刚")]
        answers = await asyncio.gather(*(try_book(person, 2, activity_id) for person in people))
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
        assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"PRESALE_SOLD_OUT"}

    async def test_only_while_it_runs(self, customer: Person, database: Database, clock_hand: Hand) -> None:
        later = await activity(database, (await spu(database, "毛尖")).sku_id, starts_in=1, lasts=1)
        said = []
        for hours in (0, 1.5, 1):
            clock_hand.advance(hours=hours)
            said.append((await try_book(customer, 1, later)).status_code)
        assert said == [409, 201, 409]
        assert (await try_book(customer, 1, 99)).status_code == 404

    async def test_one_person_with_two_accounts(self, as_user: AsUser, configure: Configure) -> None:
        configure("activity", accounts_per_phone=1, accounts_per_address=0)
        answers = []
        for name in ("本人", "马甲"):
            person = await as_user(name, consents=("phone",))
            (await person.client.post("/me/phone", json={"code": "phone:13800000000"})).raise_for_status()
            answers.append(await try_book(person))
        assert [answer.status_code for answer in answers] == [201, 409]
        assert answers[1].json()["details"] == {"by": "phone"}


@pytest.mark.usefixtures("tea")
class TestDeposit:
    async def test_paid_and_replayed_is_once(
        self, customer: Person, database: Database, wechat: StandIn, drain_jobs: DrainJobs
    ) -> None:
        booking_id, number = await booked(customer, wechat, drain_jobs)
        assert wechat.state.transactions[number].order.total_fen == DEPOSIT_FEN
        assert await status(database, booking_id) == "booked"
        shown = (await customer.client.get(f"/presales/{booking_id}")).json()
        assert (shown["can"], shown["activity"]["deposit_rule"]) == (["cancel"], "refund")
        again = await customer.client.post(f"/presales/{booking_id}/pay", headers=new_key())
        assert (again.status_code, again.json()["code"]) == (409, "NOT_PAYABLE")

    async def test_not_paid_in_time(
        self, customer: Person, database: Database, clock_hand: Hand, drain_jobs: DrainJobs, configure: Configure
    ) -> None:
        configure("presale", deposit_timeout="5m", deposit_rule="refund")
        booking_id = await book(customer)
        for minutes, said in ((4, "pending"), (2, "canceled")):
            clock_hand.advance(minutes=minutes)
            await drain_jobs()
            assert await status(database, booking_id) == said
        assert await counts(database, customer) == (0, 0)

    async def test_late_money_goes_back(
        self, customer: Person, database: Database, wechat: StandIn, clock_hand: Hand, drain_jobs: DrainJobs
    ) -> None:
        booking_id = await book(customer)
        number = await prepay_at(customer, wechat, f"/presales/{booking_id}")
        wechat.pay(number, Plan(lose=True))
        for _ in range(2):
            answer = await customer.client.post(f"/presales/{booking_id}/cancel")
            assert answer.raise_for_status().json()["status"] == "canceled"
        await settle(wechat, drain_jobs, clock_hand)
        assert wechat.state.transactions[number].state is TradeState.REFUND
        assert (await status(database, booking_id), await counts(database, customer)) == ("canceled", (0, 0))

    async def test_given_up_by_the_customer(
        self, customer: Person, database: Database, wechat: StandIn, clock_hand: Hand, drain_jobs: DrainJobs
    ) -> None:
        booking_id, number = await booked(customer, wechat, drain_jobs)
        for _ in range(2):
            (await customer.client.post(f"/presales/{booking_id}/cancel")).raise_for_status()
        await settle(wechat, drain_jobs, clock_hand)
        assert wechat.state.transactions[number].state is TradeState.REFUND
        assert (await status(database, booking_id), await counts(database, customer)) == ("refunded", (0, 0))

    async def test_not_given_up_where_deposits_stay(
        self, customer: Person, database: Database, wechat: StandIn, drain_jobs: DrainJobs, configure: Configure
    ) -> None:
        booking_id, _ = await booked(customer, wechat, drain_jobs)
        configure("presale", deposit_timeout="15m", deposit_rule="forfeit")
        assert (await customer.client.get(f"/presales/{booking_id}")).json()["can"] == []
        refused = await customer.client.post(f"/presales/{booking_id}/cancel")
        assert (refused.status_code, refused.json()["code"]) == (409, "PRESALE_BOOKING_STATUS")
        assert await status(database, booking_id) == "booked"


class TestEnd:
    @pytest.mark.parametrize(("rule", "end", "money"), [("refund", "refunded", True), ("forfeit", "forfeited", False)])
    async def test_without_its_balance(  # noqa: PLR0917  # fixtures
        self,
        rule: str,
        end: str,
        money: bool,  # noqa: FBT001  # what a test expects
        customer: Person,
        tea: int,
        database: Database,
        wechat: StandIn,
        clock_hand: Hand,
        drain_jobs: DrainJobs,
        configure: Configure,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        configure("presale", deposit_timeout="15m", deposit_rule=rule)
        heard: list[Event] = []

        async def hear(_session: object, event: Event) -> None:
            heard.append(event)

        for kind in (BalanceDue, PresaleLapsed):
            monkeypatch.setitem(events._subscribers, kind, [])  # noqa: SLF001  # who listens otherwise
            events.on(kind, hear, name=f"test.{kind.name}.{rule}.{id(heard)}")
        booking_id, number = await booked(customer, wechat, drain_jobs)
        clock_hand.advance(hours=WINDOW)
        await drain_jobs()
        assert [event.name for event in heard] == ["presale.balance_due"]
        assert (await customer.client.get(f"/presales/{booking_id}")).json()["can"][0] == "balance"
        clock_hand.advance(hours=24)
        await settle(wechat, drain_jobs, clock_hand)
        assert await status(database, booking_id) == end
        assert (wechat.state.transactions[number].state is TradeState.REFUND) is money
        assert heard[1:] == [PresaleLapsed(booking_id, customer.id, money)]
        assert await counts(database, customer) == (0, 0)
        async with database.begin() as session:
            assert not await booking.lapse(session, booking_id)
        del tea

    async def test_an_order_that_outlives_the_window(  # noqa: PLR0917  # fixtures
        self,
        customer: Person,
        tea: int,
        database: Database,
        wechat: StandIn,
        clock_hand: Hand,
        drain_jobs: DrainJobs,
    ) -> None:
        """The window closes while an order holds the booking: it is kept for that order, and ends with it."""
        booking_id, number = await booked(customer, wechat, drain_jobs)
        clock_hand.advance(hours=WINDOW + 23, minutes=50)
        order_id = await order(customer, tea, booking_id)
        clock_hand.advance(minutes=11)
        await drain_jobs()
        assert await status(database, booking_id) == "booked"
        clock_hand.advance(minutes=20)
        await settle(wechat, drain_jobs, clock_hand)
        assert (await customer.client.get(f"/orders/{order_id}")).json()["cancel_reason"] == "timeout"
        assert await status(database, booking_id) == "refunded"
        assert wechat.state.transactions[number].state is TradeState.REFUND

    async def test_cancelled_by_staff(  # noqa: PLR0917  # fixtures
        self,
        customer: Person,
        tea: int,
        database: Database,
        wechat: StandIn,
        clock_hand: Hand,
        drain_jobs: DrainJobs,
    ) -> None:
        booking_id, number = await booked(customer, wechat, drain_jobs)
        async with database.begin() as session:
            await editing.refund(session, SYSTEM, booking_id)
        await settle(wechat, drain_jobs, clock_hand)
        assert (await status(database, booking_id), wechat.state.transactions[number].state) == (
            "refunded",
            TradeState.REFUND,
        )
        del tea
