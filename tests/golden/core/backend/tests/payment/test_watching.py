"""Lost callbacks, deadlines, and closing: WeChat is asked, and only its answer counts."""

from datetime import timedelta
from itertools import pairwise

import pytest

from app.contracts.payment import PAYMENT, NobodyCollects
from app.modules.payment.watching import pause
from devtools.wechat import Plan, TradeState
from tests.payment.conftest import Till
from tests.payment.things import THINGS


async def cancel(till: Till) -> None:
    async with till.database.begin() as session:
        await THINGS.cancel(session, till.thing)


class TestLostCallback:
    async def test_a_job_asks(self, till: Till) -> None:
        number = await till.begin()
        till.wechat.pay(number, Plan(lose=True))
        await till.settle_everything()
        assert till.paid == []
        till.hand.advance(seconds=25)
        await till.settle_everything()
        assert len(till.paid) == 1

    async def test_more_and_more_rarely(self, till: Till) -> None:
        number = await till.begin()
        asked: list[float] = []
        start = till.hand.time
        for _ in range(29 * 12):
            till.hand.advance(seconds=5)
            if await till.drain_jobs():
                asked.append((till.hand.time - start).total_seconds())
        gaps = [later - earlier for earlier, later in pairwise(asked)]
        assert 8 <= len(asked) <= 16
        assert gaps == sorted(gaps)
        till.wechat.pay(number, Plan(lose=True))
        till.hand.advance(minutes=30)
        await till.settle_everything()
        assert len(till.paid) == 1

    async def test_wechat_is_away_for_a_while(self, till: Till) -> None:
        number = await till.begin()
        till.wechat.pay(number, Plan(lose=True))
        till.wechat.fail("query", "SYSTEM_ERROR", times=3)
        for _ in range(6):
            till.hand.advance(minutes=1)
            await till.settle_everything()
        assert len(till.paid) == 1

    async def test_the_customers_look_and_the_callback_together(self, till: Till) -> None:
        number = await till.begin()
        till.wechat.pay(number)
        assert await till.status() == "success"
        assert [attempt.status for attempt in await till.wechat.deliver_due()] == [204]
        await till.settle_everything()
        assert len(till.paid) == len(await till.orders()) == 1

    def test_pause(self) -> None:
        ages = [0, 20, 60, 600, 86400]
        assert [pause(timedelta(seconds=age)).total_seconds() for age in ages] == [15, 15, 30, 300, 1800]
        assert pause(timedelta(hours=1), until=timedelta(seconds=40)).total_seconds() == 40
        assert pause(timedelta(hours=1), until=timedelta(seconds=-5)).total_seconds() == 1800


class TestDeadline:
    async def test_closed_at_wechat_and_here(self, till: Till) -> None:
        number = await till.begin()
        till.hand.advance(minutes=31, seconds=5)
        await till.settle_everything()
        assert till.at_wechat(number) == TradeState.CLOSED
        assert [order.status for order in await till.orders()] == ["closed"]
        assert [attempt.status for attempt in await till.attempts()] == ["closed"]
        assert await till.status() == "closed"

    async def test_paid_in_the_last_second(self, till: Till) -> None:
        number = await till.begin()
        till.hand.advance(minutes=29, seconds=59)
        till.wechat.pay(number, Plan(lose=True))
        till.hand.advance(minutes=2)
        await till.settle_everything()
        assert len(till.paid) == 1

    async def test_not_closed_here_while_wechat_does_not_answer(self, till: Till) -> None:
        number = await till.begin()
        till.wechat.fail("query", "SYSTEM_ERROR", times=50)
        till.hand.advance(hours=2)
        await till.settle_everything()
        assert [order.status for order in await till.orders()] == ["waiting"]
        till.wechat.failures.clear()
        till.hand.advance(hours=2)
        await till.settle_everything()
        assert till.at_wechat(number) == TradeState.CLOSED
        assert [order.status for order in await till.orders()] == ["closed"]

    async def test_not_closed_here_while_wechat_does_not_close(self, till: Till) -> None:
        number = await till.begin()
        till.wechat.fail("close", "FREQUENCY_LIMITED", times=2)
        till.hand.advance(minutes=32)
        await till.drain_jobs()
        assert (till.at_wechat(number), (await till.orders())[0].status) == (TradeState.NOTPAY, "waiting")
        for _ in range(3):
            till.hand.advance(minutes=20)
            await till.drain_jobs()
        assert (till.at_wechat(number), (await till.orders())[0].status) == (TradeState.CLOSED, "closed")

    async def test_a_number_that_wechat_never_heard_of(self, till: Till) -> None:
        till.wechat.fail("prepay", "SYSTEM_ERROR")
        assert (await till.wish()).status_code == 503
        till.hand.advance(minutes=32)
        await till.settle_everything()
        assert [order.status for order in await till.orders()] == ["closed"]

    async def test_a_request_on_its_way_is_not_forgotten(self, till: Till) -> None:
        """Cancelled while the prepay was under way: WeChat does not know the number yet, and is asked again."""
        till.wechat.fail("prepay", "SYSTEM_ERROR")
        assert (await till.wish()).status_code == 503
        await cancel(till)
        await till.drain_jobs()
        assert (await till.orders())[0].status == "waiting"
        for _ in range(3):
            till.hand.advance(minutes=1)
            await till.drain_jobs()
        assert (await till.orders())[0].status == "closed"

    async def test_the_number_alone_was_closed(self, till: Till) -> None:
        number = await till.begin()
        till.wechat.ledger.close(till.wechat.ledger.find(number))
        till.hand.advance(minutes=1)
        await till.drain_jobs()
        assert [attempt.status for attempt in await till.attempts()] == ["closed"]
        assert [order.status for order in await till.orders()] == ["waiting"]
        till.hand.advance(minutes=31)
        await till.drain_jobs()
        assert [order.status for order in await till.orders()] == ["closed"]


class TestCanceled:
    async def test_closed_at_once(self, till: Till) -> None:
        number = await till.begin()
        await cancel(till)
        assert [order.status for order in await till.orders()] == ["waiting"], "not before WeChat said so"
        await till.drain_jobs()
        assert till.at_wechat(number) == TradeState.CLOSED
        assert [order.status for order in await till.orders()] == ["closed"]
        with pytest.raises(Exception, match="ORDER_CLOSED"):
            till.wechat.pay(number)

    async def test_paid_before_the_close_arrives(self, till: Till) -> None:
        """Late success: refunded by itself, and the thing stays cancelled."""
        number = await till.begin()
        await cancel(till)
        till.wechat.pay(number, Plan(lose=True))
        await till.settle_everything()
        await self.assert_money_went_back(till)

    async def test_close_races_payment(self, till: Till) -> None:
        number = await till.begin()
        till.wechat.race_close(number)
        till.wechat.courier.plan(Plan(lose=True))
        await cancel(till)
        await till.settle_everything()
        await self.assert_money_went_back(till)

    async def test_callback_hours_later(self, till: Till) -> None:
        """WeChat was away when the thing was cancelled, and tells hours later that it was paid in time."""
        number = await till.begin()
        till.wechat.pay(number, Plan(delay=3 * 3600))
        till.wechat.fail("query", "SYSTEM_ERROR", times=500)
        till.hand.advance(minutes=30)
        await cancel(till)
        await till.settle_everything()
        assert (await till.orders())[0].status == "waiting"
        till.hand.advance(hours=3)
        await till.settle_everything()
        await self.assert_money_went_back(till)

    async def test_a_closed_payment_that_was_paid_after_all(self, till: Till) -> None:
        """WeChat has the last word, even against its own."""
        number = await till.begin()
        await cancel(till)
        await till.drain_jobs()
        till.wechat.state.transactions[number].state = TradeState.NOTPAY
        till.wechat.pay(number)
        await till.settle_everything()
        await self.assert_money_went_back(till)

    async def test_nothing_to_close(self, till: Till) -> None:
        await cancel(till)
        await till.drain_jobs()
        assert till.wechat.state.transactions == {}

    async def assert_money_went_back(self, till: Till) -> None:
        till.hand.advance(seconds=20)
        await till.settle_everything()
        assert len(till.paid) == 1
        [refund] = await till.refunds()
        assert (refund.status, refund.amount_fen) == ("success", till.thing.amount_fen)
        [order] = await till.orders()
        assert (order.status, order.refunded_fen) == ("success", till.thing.amount_fen)
        [event] = till.thing.refunded
        assert (event.total_refunded_fen, event.pay_no) == (till.thing.amount_fen, order.pay_no)
        assert till.thing.canceled
        assert await till.status() == "refunded"


class TestPaidTwice:
    async def test_two_numbers_of_one_payment(self, till: Till) -> None:
        till.thing.expires_at += timedelta(hours=5)
        first = await till.begin()
        till.wechat.ledger.close(till.wechat.ledger.find(first))
        till.hand.advance(hours=2)
        second = await till.begin()
        till.wechat.pay(second)
        await till.settle_everything()
        till.wechat.state.transactions[first].state = TradeState.NOTPAY
        till.wechat.state.transactions[first].order.time_expire = None
        till.wechat.pay(first)
        await till.settle_everything()
        till.hand.advance(seconds=20)
        await till.settle_everything()
        kept, returned = await till.orders()
        assert (kept.refunded_fen, returned.refunded_fen) == (0, 12800)
        assert [event.pay_no for event in till.paid] == [kept.pay_no, returned.pay_no]
        assert [event.pay_no for event in till.thing.refunded] == [returned.pay_no]
        assert await till.alerts() == ["paid_twice"]
        assert await till.status() == "success"


async def test_the_provider_collects() -> None:
    assert PAYMENT.one(NobodyCollects()).collects
