"""Random histories: whatever customers, WeChat and bad luck do, in the end both sides have the same books."""

import os
import random
from collections.abc import Awaitable, Callable

import pytest

from app.contracts.payment import PAYMENT, NobodyCollects
from app.modules.payment.errors import NotRefundable
from devtools.wechat import Plan, TradeState
from devtools.wechat.errors import PayError
from tests.payment.conftest import Till
from tests.payment.things import THINGS

HISTORIES = int(os.environ.get("HISTORIES", "8"))
SEED = int(os.environ.get("SEED", "0"))
"""`SEED=7000 HISTORIES=500 pytest tests/payment/test_histories.py` for a long night of others."""
STEPS = 14
PLANS = [
    Plan(),
    Plan(lose=True),
    Plan(delay=1200),
    Plan(replays=2),
    Plan(parallel=3),
    Plan(forged=1),
    Plan(old=1),
    Plan(hold=True),
    Plan(amount_fen=1),
]


class History:
    def __init__(self, till: Till, seed: int) -> None:
        self.till = till
        self.chance = random.Random(seed)  # noqa: S311  # no secret

    async def go(self) -> None:
        moves: list[Callable[[], Awaitable[object]]] = [
            self.wish,
            self.wish,
            self.customer_pays,
            self.customer_pays,
            self.till.wechat.deliver_due,
            self.till.drain_jobs,
            self.time_passes,
            self.time_passes,
            self.trouble,
            self.cancel,
            self.refund,
            self.race,
        ]
        for _ in range(STEPS):
            await self.chance.choice(moves)()

    async def settle(self) -> None:
        """No more trouble; then long enough for everything that is tried again."""
        self.till.wechat.failures.clear()
        for _ in range(40):
            self.till.hand.advance(minutes=20)
            await self.till.settle_everything()

    async def wish(self) -> None:
        answer = await self.till.wish()
        assert answer.status_code in {200, 409, 503}

    async def customer_pays(self) -> None:
        for number, transaction in self.till.wechat.state.transactions.items():
            if transaction.state is TradeState.NOTPAY:
                try:
                    self.till.wechat.pay(number, self.chance.choice(PLANS))
                except PayError:
                    continue

    async def time_passes(self) -> None:
        self.till.hand.advance(seconds=self.chance.choice([5, 20, 60, 300, 1200]))

    async def trouble(self) -> None:
        operation = self.chance.choice(["prepay", "query", "close", "refund", "query_refund"])
        code = self.chance.choice(["SYSTEM_ERROR", "FREQUENCY_LIMITED"])
        self.till.wechat.fail(operation, code, times=self.chance.randint(1, 3), after=self.chance.random() < 0.5)

    async def cancel(self) -> None:
        if not self.till.thing.paid:
            async with self.till.database.begin() as session:
                await THINGS.cancel(session, self.till.thing)

    async def refund(self) -> None:
        payment, thing = PAYMENT.one(NobodyCollects()), self.till.thing
        fen, key = self.chance.randint(1, thing.amount_fen), f"part:{self.chance.randint(1, 3)}"
        try:
            async with self.till.database.begin() as session:
                await payment.refund(session, "thing", thing.id, amount_fen=fen, key=key, reason="退货")
        except NotRefundable:
            return

    async def race(self) -> None:
        for number, transaction in self.till.wechat.state.transactions.items():
            if transaction.state is TradeState.NOTPAY:
                self.till.wechat.race_close(number)


@pytest.mark.parametrize("seed", range(SEED, SEED + HISTORIES))
async def test_both_sides_have_the_same_books(till: Till, seed: int) -> None:
    history = History(till, seed)
    await history.go()
    await history.settle()
    orders, attempts, refunds = await till.orders(), await till.attempts(), await till.refunds()
    at_wechat = till.wechat.state

    assert "waiting" not in {order.status for order in orders} | {attempt.status for attempt in attempts}
    taken = {number for number, one in at_wechat.transactions.items() if one.transaction_id is not None}
    assert {attempt.out_trade_no for attempt in attempts if attempt.status == "success"} == taken
    open_there = [number for number, one in at_wechat.transactions.items() if one.state is TradeState.NOTPAY]
    assert open_there == []

    paid = [order for order in orders if order.status == "success"]
    assert sorted(event.pay_no for event in till.paid) == sorted(order.pay_no for order in paid)
    assert {one.refund_no: one.amount_fen for one in refunds} == {
        number: one.amount_fen for number, one in at_wechat.refunds.items()
    }
    assert {one.status for one in refunds} <= {"success"}
    assert sum(order.refunded_fen for order in paid) == sum(one.amount_fen for one in refunds)
    assert len([order for order in paid if order.refunded_fen == 0]) <= 1
    assert len(till.thing.refunded) == len(refunds)
