"""Callbacks: WeChat's schedule, and every mishap that can be asked for."""

# ruff: noqa: ARG001, ARG002  # fixtures that only have to be there

import asyncio
import time

import httpx
import pytest

from devtools.wechat import Plan, RefundStatus, StandIn, Verification
from devtools.wechat.courier import RETRY_SECONDS

from .conftest import Merchant, Shop

NUMBER = "T202611210001"


@pytest.fixture
async def unpaid(merchant: Merchant, shop: Shop) -> Merchant:
    await merchant.prepay()
    assert shop.received == []
    return merchant


async def test_the_truth_once(unpaid: Merchant, shop: Shop, standin: StandIn) -> None:
    standin.pay(NUMBER)
    await standin.deliver_due()
    [told] = shop.received
    assert shop.is_genuine(told)
    assert told.resource == (await unpaid.query()).json()
    standin.timeline.advance(100_000)
    assert await standin.deliver_due() == []


@pytest.mark.parametrize("status", [200, 204])
async def test_these_answers_end_it(unpaid: Merchant, shop: Shop, standin: StandIn, status: int) -> None:
    shop.answers = [status]
    assert standin.pay(NUMBER).due_at is not None
    await standin.deliver_due()
    assert standin.next_due() is None


@pytest.mark.parametrize("status", [201, 302, 401, 500])
async def test_others_are_tried_again_on_the_schedule(
    unpaid: Merchant, shop: Shop, standin: StandIn, status: int
) -> None:
    shop.answers = [status] * 99
    standin.pay(NUMBER)
    await standin.deliver_due()
    for tries, seconds in enumerate(RETRY_SECONDS, start=1):
        standin.timeline.advance(seconds - 2)
        assert await standin.deliver_due() == []
        standin.timeline.advance(3)
        assert len(await standin.deliver_due()) == 1
        assert len(shop.received) == tries + 1
    standin.timeline.advance(1_000_000)
    assert await standin.deliver_due() == []
    assert len({told.body for told in shop.received}) == len(shop.received), "each try is sealed anew"


async def test_a_shop_that_is_down_is_tried_again(merchant: Merchant, standin: StandIn) -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    standin.courier.client = httpx.AsyncClient(transport=httpx.MockTransport(refuse))
    await merchant.prepay()
    standin.pay(NUMBER)
    [attempt] = await standin.deliver_due()
    assert attempt.status is None
    assert standin.next_due() is not None


class TestMishaps:
    async def test_lost(self, unpaid: Merchant, shop: Shop, standin: StandIn) -> None:
        standin.pay(NUMBER, Plan(lose=True))
        standin.timeline.advance(1_000_000)
        assert await standin.deliver_due() == []
        assert (await unpaid.query()).json()["trade_state"] == "SUCCESS"

    async def test_delayed(self, unpaid: Merchant, shop: Shop, standin: StandIn) -> None:
        standin.pay(NUMBER, Plan(delay=300))
        assert await standin.deliver_due() == []
        standin.timeline.advance(301)
        assert len(await standin.deliver_due()) == 1

    async def test_replayed(self, unpaid: Merchant, shop: Shop, standin: StandIn) -> None:
        standin.pay(NUMBER, Plan(replays=5))
        await standin.deliver_due()
        assert len(shop.received) == 6
        assert len({told.headers["wechatpay-nonce"] for told in shop.received}) == 6
        assert all(shop.is_genuine(told) for told in shop.received)

    async def test_in_parallel(self, unpaid: Merchant, shop: Shop, standin: StandIn) -> None:
        together = asyncio.Barrier(3)
        shop.standin.courier.client.event_hooks["request"] = [lambda _: together.wait()]
        standin.pay(NUMBER, Plan(parallel=3))
        async with asyncio.timeout(5):  # one after the other they would never all reach the barrier
            await standin.deliver_due()
        assert len(shop.received) == 3

    async def test_forged_then_genuine(self, unpaid: Merchant, shop: Shop, standin: StandIn) -> None:
        shop.answers = [401]
        standin.pay(NUMBER, Plan(forged=1))
        await standin.deliver_due()
        standin.timeline.advance(16)
        await standin.deliver_due()
        assert [shop.is_genuine(told) for told in shop.received] == [False, True]

    async def test_a_forged_one_that_is_accepted_does_not_count(
        self, unpaid: Merchant, shop: Shop, standin: StandIn
    ) -> None:
        callback = standin.pay(NUMBER, Plan(forged=1))
        await standin.deliver_due()
        assert not callback.accepted

    async def test_old_but_genuine(self, unpaid: Merchant, shop: Shop, standin: StandIn) -> None:
        standin.pay(NUMBER, Plan(old=1))
        await standin.deliver_due()
        [told] = shop.received
        assert shop.is_genuine(told)
        assert time.time() - int(told.headers["wechatpay-timestamp"]) > 300

    async def test_another_amount(self, unpaid: Merchant, shop: Shop, standin: StandIn) -> None:
        standin.pay(NUMBER, Plan(amount_fen=1))
        await standin.deliver_due()
        [told] = shop.received
        assert shop.is_genuine(told)
        assert told.resource["amount"]["total"] == 1
        assert (await unpaid.query()).json()["amount"]["total"] == 12800

    async def test_out_of_order(self, unpaid: Merchant, shop: Shop, standin: StandIn) -> None:
        standin.pay(NUMBER, Plan(hold=True))
        assert await standin.deliver_due() == []
        await unpaid.refund("R1", 100)
        standin.settle("R1", RefundStatus.SUCCESS)
        await standin.deliver_due()
        assert ["refund_id" in told.resource for told in shop.received] == [True, False]

    async def test_for_one_transaction_only(self, unpaid: Merchant, shop: Shop, standin: StandIn) -> None:
        await unpaid.prepay("T202611210002")
        standin.courier.plan(Plan(lose=True), NUMBER)
        standin.pay("T202611210002")
        standin.pay(NUMBER)
        await standin.deliver_due()
        assert [told.resource["out_trade_no"] for told in shop.received] == ["T202611210002"]


async def test_signature_probe(unpaid: Merchant, shop: Shop, standin: StandIn, client: httpx.AsyncClient) -> None:
    shop.answers = [401]
    url = "https://shop.test/notify"
    assert (await client.post("/control/signature-probe", json={"url": url})).json()["passed"] is True
    assert (await client.post("/control/signature-probe", json={"url": url})).json()["passed"] is False
    assert shop.received[0].headers["wechatpay-signature"].startswith("WECHATPAY/SIGNTEST/")


async def test_while_migrating_both_keys_take_turns(unpaid: Merchant, shop: Shop, standin: StandIn) -> None:
    standin.signer.verification = Verification.BOTH
    standin.pay(NUMBER, Plan(replays=3))
    await standin.deliver_due()
    serials = [told.headers["wechatpay-serial"] for told in shop.received]
    certificate, public_key = standin.identity.platform_certificates()[-1].serial, unpaid.numbers.public_key_id
    assert serials == [certificate, public_key] * 2
    assert all(shop.is_genuine(told) for told in shop.received)


class TestRefunds:
    @pytest.fixture
    async def paid(self, unpaid: Merchant, shop: Shop, standin: StandIn) -> Merchant:
        standin.pay(NUMBER, Plan(lose=True))
        return unpaid

    @pytest.mark.parametrize("outcome", [RefundStatus.SUCCESS, RefundStatus.ABNORMAL, RefundStatus.CLOSED])
    async def test_outcomes(self, paid: Merchant, shop: Shop, standin: StandIn, outcome: RefundStatus) -> None:
        standin.refunds.outcome = outcome
        assert (await paid.refund("R1", 5000)).json()["status"] == "PROCESSING"
        standin.timeline.advance(11)
        await standin.deliver_due()
        [told] = shop.received
        assert shop.is_genuine(told)
        assert told.resource["refund_status"] == outcome
        queried = (await paid.call("GET", "/v3/refund/domestic/refunds/R1")).json()
        assert queried["status"] == outcome

    async def test_processing_until_somebody_settles(self, paid: Merchant, shop: Shop, standin: StandIn) -> None:
        standin.refunds.outcome = RefundStatus.PROCESSING
        await paid.refund("R1", 5000)
        standin.timeline.advance(1_000_000)
        assert await standin.deliver_due() == []
        standin.settle("R1", RefundStatus.ABNORMAL)
        standin.settle("R1", RefundStatus.SUCCESS)
        await standin.deliver_due()
        assert sorted(told.resource["refund_status"] for told in shop.received) == ["ABNORMAL", "SUCCESS"]

    async def test_the_same_number_is_one_refund(self, paid: Merchant, standin: StandIn) -> None:
        first, second = await paid.refund("R1", 5000), await paid.refund("R1", 5000)
        assert first.json() == second.json()
        assert (await paid.refund("R1", 4000)).json()["code"] == "INVALID_REQUEST"
        assert list(standin.state.refunds) == ["R1"]

    async def test_never_more_than_was_paid(self, paid: Merchant) -> None:
        assert (await paid.refund("R1", 12000)).status_code == 200
        assert (await paid.refund("R2", 801)).json()["code"] == "INVALID_REQUEST"
        assert (await paid.refund("R3", 800)).status_code == 200

    async def test_a_closed_refund_gives_its_amount_free(self, paid: Merchant, standin: StandIn) -> None:
        await paid.refund("R1", 12800)
        standin.settle("R1", RefundStatus.CLOSED)
        assert (await paid.refund("R2", 12800)).status_code == 200

    async def test_unpaid_and_unknown(self, unpaid: Merchant) -> None:
        assert (await unpaid.refund("R1", 100)).json()["code"] == "INVALID_REQUEST"
        answer = await unpaid.refund("R1", 100, number="T999999")
        assert (answer.status_code, answer.json()["code"]) == (404, "RESOURCE_NOT_EXISTS")
        answer = await unpaid.call("GET", "/v3/refund/domestic/refunds/R1")
        assert (answer.status_code, answer.json()["code"]) == (404, "RESOURCE_NOT_EXISTS")

    async def test_no_money_in_the_account(self, paid: Merchant, standin: StandIn) -> None:
        standin.fail("refund", "NOT_ENOUGH")
        assert (await paid.refund("R1", 100)).status_code == 403
        assert (await paid.refund("R1", 100)).status_code == 200

    async def test_later_than_a_year(self, paid: Merchant, standin: StandIn) -> None:
        standin.timeline.advance(366 * 86400)
        assert (await paid.refund("R1", 100)).json()["code"] == "INVALID_REQUEST"
