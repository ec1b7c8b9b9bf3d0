"""Whatever arrives at the callback's address: what is genuine takes effect once, what is not takes none."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import httpx
import pytest
from fastapi import FastAPI
from structlog.testing import capture_logs

from app.core.application import create_app
from app.core.events import emit
from app.modules.payment import settling
from app.modules.payment.models import PayNotification
from app.modules.payment.provider import WeChatPayment
from app.permissions import PERMISSIONS
from app.registry import MODULES
from devtools.wechat import Plan, RefundStatus, StandIn
from devtools.wechat.records import Attempt
from tests import environment
from tests.payment.conftest import Till

NOTIFY = f"{environment.ORIGIN}/api/v1/pay/notify"


async def told(till: Till, plan: Plan | None = None) -> list[Attempt]:
    """The customer has paid; WeChat's tries to tell the shop."""
    till.wechat.pay(await till.begin(), plan)
    return await till.wechat.deliver_due()


def statuses(attempts: list[Attempt]) -> list[int | None]:
    return [attempt.status for attempt in attempts]


async def test_the_money_is_there(till: Till) -> None:
    assert statuses(await told(till)) == [204]
    [order] = await till.orders()
    assert (order.status, order.open_slot) == ("success", None)
    assert (
        order.transaction_id == till.wechat.state.transactions[(await till.attempts())[0].out_trade_no].transaction_id
    )
    await till.settle_everything()
    assert len(till.paid) == 1


class TestRepeated:
    async def test_five_times(self, till: Till) -> None:
        assert statuses(await told(till, Plan(replays=5))) == [204] * 6
        await till.settle_everything()
        assert len(till.paid) == 1
        assert len(await till.rows(PayNotification)) == 1

    async def test_at_the_same_moment(self, till: Till) -> None:
        assert statuses(await told(till, Plan(parallel=5))) == [204] * 5
        await till.settle_everything()
        assert len(till.paid) == 1

    async def test_long_after_the_payment_went_on_its_way(self, till: Till) -> None:
        await told(till)
        await till.settle_everything()
        till.thing.canceled = True
        till.hand.advance(hours=20)
        [callback] = till.wechat.state.callbacks
        assert (await till.wechat.courier.resend(callback)).status == 204
        await till.settle_everything()
        assert len(till.paid) == 1
        assert await till.refunds() == []


class TestSeveralProcesses:
    """Each copy meets another process of the shop, with connections of its own to the database."""

    @pytest.fixture
    async def processes(self, app: FastAPI, till: Till) -> AsyncIterator[list[httpx.AsyncBaseTransport]]:
        async with AsyncExitStack() as stack:
            apps = [create_app(MODULES, PERMISSIONS) for _ in range(3)]
            for one in apps:
                one.state.database_url = app.state.database_url
                await stack.enter_async_context(one.router.lifespan_context(one))
            yield [httpx.ASGITransport(one) for one in apps]
        assert till.thing

    @pytest.mark.parametrize("round_", range(3))
    async def test_one_effect(self, till: Till, processes: list[httpx.AsyncBaseTransport], round_: int) -> None:
        del round_
        together = asyncio.Barrier(len(processes))

        class Spread(httpx.AsyncBaseTransport):
            sent = 0

            async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
                self.sent += 1
                process = processes[self.sent % len(processes)]
                await together.wait()
                return await process.handle_async_request(request)

        till.wechat.courier.client = httpx.AsyncClient(transport=Spread())
        assert statuses(await told(till, Plan(parallel=len(processes)))) == [204] * len(processes)
        await till.drain_jobs()
        assert len(till.paid) == 1
        assert len(await till.rows(PayNotification)) == 1


class TestNotGenuine:
    async def test_forged_then_genuine(self, till: Till) -> None:
        assert statuses(await told(till, Plan(forged=1))) == [401]
        assert (await till.orders())[0].status == "waiting"
        till.hand.advance(seconds=16)
        assert statuses(await till.wechat.deliver_due()) == [204]
        assert (await till.orders())[0].status == "success"

    async def test_signed_ten_minutes_ago(self, till: Till) -> None:
        assert statuses(await told(till, Plan(old=1))) == [401]
        assert (await till.orders())[0].status == "waiting"

    @pytest.mark.parametrize(("age", "status"), [(295, 204), (305, 401), (-295, 204), (-305, 401)])
    async def test_the_window_is_five_minutes(self, till: Till, age: int, status: int) -> None:
        number = await till.begin()
        till.wechat.pay(number)
        sent: list[httpx.Request] = []

        async def keep(request: httpx.Request) -> httpx.Response:
            sent.append(request)
            return httpx.Response(500)

        till.wechat.courier.client = httpx.AsyncClient(transport=httpx.MockTransport(keep))
        await till.wechat.deliver_due()
        till.hand.advance(seconds=age)
        answer = await till.wechat.client.send(sent[0])
        assert answer.status_code == status

    async def test_probes_are_refused(self, till: Till) -> None:
        await told(till, Plan(lose=True))
        assert (await till.wechat.courier.probe(NOTIFY)).status == 401
        assert (await till.orders())[0].status == "waiting"

    @pytest.mark.parametrize("missing", ["Timestamp", "Nonce", "Signature", "Serial", "Signature-Type"])
    async def test_without_a_header(self, till: Till, missing: str) -> None:
        request = await self.genuine(till)
        del request.headers[f"Wechatpay-{missing}"]
        answer = await till.wechat.client.send(request)
        assert (answer.status_code, answer.json()["code"]) == (401, "FAIL")
        assert (await till.orders())[0].status == "waiting"

    @pytest.mark.parametrize(
        ("header", "text"),
        [
            ("Timestamp", "yesterday"),
            ("Signature", "not base64!"),
            ("Signature-Type", "WECHATPAY2-SM2-WITH-SM3"),
            ("Serial", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1"),
            ("Serial", "PUB_KEY_ID_0000000000000000000000000000000000"),
        ],
    )
    async def test_with_another_header(self, till: Till, header: str, text: str) -> None:
        request = await self.genuine(till)
        request.headers[f"Wechatpay-{header}"] = text
        assert (await till.wechat.client.send(request)).status_code == 401

    @pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"[]", b"x" * 100_000])
    async def test_with_another_body(self, till: Till, content: bytes) -> None:
        headers = (await self.genuine(till)).headers
        del headers["Content-Length"]
        assert (await till.wechat.client.post(NOTIFY, content=content, headers=headers)).status_code == 401

    async def test_by_somebody_without_any(self, till: Till) -> None:
        await till.begin()
        body = {"event_type": "TRANSACTION.SUCCESS", "resource": {"out_trade_no": "x", "trade_state": "SUCCESS"}}
        for path in (NOTIFY, NOTIFY.replace("notify", "refund-notify")):
            assert (await till.wechat.client.post(path, json=body)).status_code == 401
        assert (await till.orders())[0].status == "waiting"

    async def genuine(self, till: Till) -> httpx.Request:
        """A genuine callback that has not been delivered."""
        till.wechat.pay(await till.begin())
        sent: list[httpx.Request] = []

        def keep(request: httpx.Request) -> httpx.Response:
            sent.append(request)
            return httpx.Response(500)

        till.wechat.courier.client = httpx.AsyncClient(transport=httpx.MockTransport(keep))
        await till.wechat.deliver_due()
        return sent[0]


class TestNotWhatWasAgreed:
    async def test_another_amount(self, till: Till) -> None:
        assert statuses(await told(till, Plan(amount_fen=1))) == [204]
        assert (await till.orders())[0].status == "waiting"
        assert await till.alerts() == ["mismatch"]
        await till.drain_jobs()
        assert till.paid == []

    async def test_the_query_then_tells_the_truth(self, till: Till) -> None:
        await told(till, Plan(amount_fen=1))
        till.hand.advance(seconds=30)
        await till.settle_everything()
        assert [event.amount_fen for event in till.paid] == [12800]

    async def test_really_another_amount(self, till: Till) -> None:
        """WeChat itself says so, again and again: nothing is paid, and in the end nobody asks any more."""
        number = await till.begin()
        till.wechat.state.transactions[number].order.total_fen = 1
        await_paid = till.wechat.pay(number)
        assert await_paid.resource["amount"]["total"] == 1
        await till.settle_everything()
        for _ in range(10):
            till.hand.advance(hours=1)
            await till.settle_everything()
        assert (await till.orders())[0].status == "waiting"
        assert await till.alerts() == ["mismatch"]
        assert till.paid == []

    async def test_another_merchant(self, till: Till) -> None:
        callback = till.wechat.pay(await till.begin())
        callback.resource["mchid"] = "1900000000"
        assert statuses(await till.wechat.deliver_due()) == [204]
        assert (await till.orders())[0].status == "waiting"
        assert await till.alerts() == ["mismatch"]

    async def test_a_number_that_is_not_ours(self, till: Till) -> None:
        callback = till.wechat.pay(await till.begin())
        callback.resource["out_trade_no"] = "SOMEBODYELSES"
        assert statuses(await till.wechat.deliver_due()) == [204]
        assert await till.alerts() == ["unknown_number"]


class TestOtherCallbacks:
    async def test_of_another_product(self, till: Till) -> None:
        callback = till.wechat.pay(await till.begin())
        callback.event_type = "COUPON.USE"
        assert statuses(await till.wechat.deliver_due()) == [204]
        assert (await till.orders())[0].status == "waiting"

    async def test_at_the_other_address(self, till: Till) -> None:
        callback = till.wechat.pay(await till.begin())
        callback.url = NOTIFY.replace("notify", "refund-notify")
        assert statuses(await till.wechat.deliver_due()) == [204]
        assert (await till.orders())[0].status == "success"


class TestLate:
    async def test_delayed(self, till: Till) -> None:
        assert await told(till, Plan(delay=300)) == []
        till.hand.advance(seconds=301)
        assert statuses(await till.wechat.deliver_due()) == [204]
        assert (await till.orders())[0].status == "success"

    async def test_out_of_order(self, till: Till) -> None:
        """The refund's callback comes before the payment's, which had been learnt from a query."""
        number = await till.begin()
        till.wechat.pay(number, Plan(hold=True))
        till.hand.advance(seconds=30)
        await till.drain_jobs()
        assert len(till.paid) == 1
        async with till.database.begin() as session:
            await WeChatPayment().refund(session, "thing", till.thing.id, amount_fen=12800, key="k", reason="退货")
        till.wechat.refunds.outcome = RefundStatus.PROCESSING
        await till.drain_jobs()
        till.wechat.settle((await till.refunds())[0].refund_no, RefundStatus.SUCCESS)
        assert statuses(await till.wechat.deliver_due()) == [204, 204]
        await till.drain_jobs()
        assert (await till.orders())[0].refunded_fen == 12800
        assert (len(till.paid), len(till.thing.refunded)) == (1, 1)


class TestShopInTrouble:
    async def test_wechat_tries_again_and_nothing_is_lost(self, till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
        async def stumble(*_: object) -> None:
            monkeypatch.setattr(settling, "emit", emit)
            raise ConnectionError("the database is gone")

        monkeypatch.setattr(settling, "emit", stumble)
        assert statuses(await told(till)) == [503]
        assert (await till.orders())[0].status == "waiting"
        assert await till.rows(PayNotification) == []
        till.hand.advance(seconds=16)
        assert statuses(await till.wechat.deliver_due()) == [204]
        await till.settle_everything()
        assert len(till.paid) == 1


async def test_nothing_secret_or_personal_is_logged(till: Till) -> None:
    with capture_logs() as logs:
        await told(till, Plan(forged=1))
        till.hand.advance(seconds=20)
        await till.settle_everything()
        await till.status()
    text = json.dumps(logs, default=str)
    numbers = till.wechat.identity.numbers
    transaction = next(iter(till.wechat.state.transactions.values()))
    for secret in (numbers.api_v3_key, numbers.app_secret, transaction.order.openid, "BEGIN", "paySign"):
        assert secret not in text
    assert any(line["event"] == "callback" for line in logs), "something was logged"


async def test_a_token_is_no_help(till: Till, wechat: StandIn) -> None:
    """There is no way for a client to say that something was paid."""
    await till.begin()
    for path in ("/pay/notify", "/pay/refund-notify"):
        answer = await till.person.client.post(path, json={"id": secrets.token_hex(8), "paid": True})
        assert answer.status_code == 401
    assert next(iter(wechat.state.transactions.values())).state == "NOTPAY"
    assert await till.status() == "waiting"
