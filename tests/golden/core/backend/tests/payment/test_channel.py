"""One wrapper, four ways to be a merchant: direct or through a provider, with certificates or with the public key."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest

from app.contracts.payment import PAYMENT, NobodyCollects
from app.core import clock
from app.core.http import open_http
from app.core.resources import Resources
from app.core.settings import settings
from app.modules.payment.answers import CallbackForged, ChannelRefused, ChannelUnavailable, Prepay, RefundRequest
from app.modules.payment.channel import Channel
from app.modules.payment.settings import environment
from devtools.wechat import RefundStatus, StandIn, Verification
from devtools.wechat.records import Callback
from tests.payment.conftest import Till
from tests.types import Hand

NUMBER = "P2026112110000000A1"

OpenChannel = Callable[..., AbstractAsyncContextManager[Channel]]


@pytest.fixture
def open_channel(resources: Resources, wechat: StandIn) -> OpenChannel:
    """A merchant of one's own: `async with open_channel(partner=True, public_key=False, wechat_pay_sp_appid="")`."""
    del resources, wechat

    @asynccontextmanager
    async def open_one(
        *,
        partner: bool = False,
        public_key: bool = True,
        meddle: Callable[[httpx.Response], Awaitable[None]] | None = None,
        **changed: object,
    ) -> AsyncIterator[Channel]:
        if not public_key:
            changed |= {"wechat_pay_public_key_id": "", "wechat_pay_public_key_path": None}
        async with open_http(timeout=5) as http:
            http.event_hooks["response"] = [meddle] if meddle else []
            values = environment().model_copy(update=changed)
            yield Channel(values, settings().wechat_appid, http, partner=partner)

    return open_one


def order(wechat: StandIn, **changed: Any) -> Prepay:  # noqa: ANN401  # of any field
    given: dict[str, Any] = {
        "out_trade_no": NUMBER,
        "description": "明前龙井 100g",
        "amount_fen": 12800,
        "openid": wechat.identity.openid("小明"),
        "notify_url": "https://shop.test/notify",
        "time_expire": clock.now() + timedelta(minutes=30),
    }
    return Prepay(**given | changed)


async def sent(wechat: StandIn, callback: Callback) -> tuple[Mapping[str, str], bytes]:
    """A callback as it would reach the shop."""
    seen: list[httpx.Request] = []

    def keep(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(204)

    wechat.courier.client = httpx.AsyncClient(transport=httpx.MockTransport(keep))
    await wechat.courier.resend(callback)
    return seen[0].headers, seen[0].content


def signed_by(serial: str, headers: Mapping[str, str]) -> httpx.Headers:
    changed = httpx.Headers(headers)
    changed["Wechatpay-Serial"] = serial
    return changed


MODES = [Verification.CERTIFICATE, Verification.PUBLIC_KEY, Verification.BOTH]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("partner", [False, True])
async def test_life_of_a_payment(
    open_channel: OpenChannel,
    wechat: StandIn,
    mode: Verification,
    partner: bool,  # noqa: FBT001  # of pytest's
) -> None:
    wechat.signer.verification = mode
    async with open_channel(partner=partner, public_key=mode is not Verification.CERTIFICATE) as channel:
        prepay = order(wechat)
        prepay_id = await channel.prepay(prepay)
        assert await channel.prepay(prepay) == prepay_id
        wechat.open_cashier(settings().wechat_appid, channel.cashier(prepay_id))
        trade = await channel.query(NUMBER)
        assert trade is not None
        assert (trade.state, trade.total_fen, trade.mchid) == ("NOTPAY", 12800, channel.mchid)
        assert trade.sub_mchid == channel.sub_mchid == (environment().wechat_pay_sub_mchid if partner else None)
        paid = wechat.pay(NUMBER)
        told = await channel.query(NUMBER)
        assert told is not None
        assert told.transaction_id is not None
        for _ in range(2):  # while migrating the two keys take turns
            callback = await channel.read_callback(*(await sent(wechat, paid)))
            assert callback.resource["transaction_id"] == told.transaction_id
        with pytest.raises(ChannelRefused, match="ORDERPAID"):
            await channel.close(NUMBER)
        request = RefundRequest("R1", told.transaction_id, 12800, 12800, "退货", "https://shop.test/refund-notify")
        assert (await channel.refund(request)).state == "PROCESSING"
        ended = wechat.settle("R1", RefundStatus.SUCCESS)
        assert ended is not None
        assert (await channel.query_refund("R1")).state == "SUCCESS"
        callback = await channel.read_callback(*(await sent(wechat, ended)))
        assert callback.resource["refund_status"] == "SUCCESS"


@pytest.mark.parametrize("partner", [False, True])
async def test_close(open_channel: OpenChannel, wechat: StandIn, partner: bool) -> None:  # noqa: FBT001  # of pytest's
    async with open_channel(partner=partner) as channel:
        await channel.prepay(order(wechat))
        await channel.close(NUMBER)
        trade = await channel.query(NUMBER)
        assert trade is not None
        assert trade.closed


class TestPartner:
    async def test_the_mini_program_is_the_merchants(self, open_channel: OpenChannel, wechat: StandIn) -> None:
        async with open_channel(partner=True) as channel:
            await channel.prepay(order(wechat))
        made, numbers = wechat.state.transactions[NUMBER].order, wechat.identity.numbers
        assert (made.appid, made.sub_appid, made.openid_appid) == (numbers.provider_appid, numbers.appid, numbers.appid)

    async def test_the_mini_program_is_the_providers(self, open_channel: OpenChannel, wechat: StandIn) -> None:
        async with open_channel(partner=True, wechat_pay_sp_appid="") as channel:
            prepay_id = await channel.prepay(order(wechat))
            wechat.open_cashier(settings().wechat_appid, channel.cashier(prepay_id))
        made, numbers = wechat.state.transactions[NUMBER].order, wechat.identity.numbers
        assert (made.appid, made.sub_appid, made.openid_appid) == (numbers.appid, None, numbers.appid)

    async def test_a_whole_purchase(self, open_channel: OpenChannel, resources: Resources, till: Till) -> None:
        """The shop as it stands, only its channel is a provider's, who is just going over to the public key."""
        till.wechat.signer.verification = Verification.BOTH
        async with open_channel(partner=True) as channel:
            resources.add(Channel, channel)
            await till.pay()
            [attempt] = await till.attempts()
            assert (attempt.mchid, attempt.sub_mchid) == (channel.mchid, channel.sub_mchid)
            async with till.database.begin() as session:
                port = PAYMENT.one(NobodyCollects())
                await port.refund(session, "thing", till.thing.id, amount_fen=None, key="k", reason="退货")
            await till.settle_everything()
            till.hand.advance(seconds=11)
            await till.settle_everything()
        assert len(till.thing.refunded) == 1


class TestCertificates:
    async def test_a_new_one_is_fetched_when_it_signs(self, open_channel: OpenChannel, wechat: StandIn) -> None:
        wechat.signer.verification = Verification.CERTIFICATE
        async with open_channel(public_key=False) as channel:
            await channel.prepay(order(wechat))
            old = wechat.pay(NUMBER)
            headers, body = await sent(wechat, old)
            assert (await channel.read_callback(headers, body)).event_id == old.id
            wechat.signer.rotate_certificate()
            headers, body = await sent(wechat, old)
            with pytest.raises(CallbackForged):  # they were fetched a moment ago: WeChat will try again
                await channel.read_callback(headers, body)

    async def test_a_minute_later(self, open_channel: OpenChannel, wechat: StandIn, clock_hand: Hand) -> None:
        wechat.signer.verification = Verification.CERTIFICATE
        async with open_channel(public_key=False) as channel:
            await channel.prepay(order(wechat))
            callback = wechat.pay(NUMBER)
            wechat.signer.rotate_certificate()
            clock_hand.advance(seconds=61)
            assert (await channel.read_callback(*(await sent(wechat, callback)))).event_id == callback.id

    async def test_strangers_serials_do_not_make_us_ask_each_time(
        self, open_channel: OpenChannel, wechat: StandIn
    ) -> None:
        async with open_channel() as channel:
            await channel.prepay(order(wechat))
            headers, body = await sent(wechat, wechat.pay(NUMBER))
            wechat.fail("certificates", "SYSTEM_ERROR", times=99)
            for number in range(5):
                with pytest.raises(CallbackForged):
                    await channel.read_callback(signed_by(f"{number:040X}", headers), body)
            assert wechat.failures[0].times == 98
            assert (await channel.read_callback(headers, body)).event_type == "TRANSACTION.SUCCESS"

    async def test_those_in_use_survive_a_failed_refresh(
        self, open_channel: OpenChannel, wechat: StandIn, clock_hand: Hand
    ) -> None:
        wechat.signer.verification = Verification.CERTIFICATE
        async with open_channel(public_key=False) as channel:
            await channel.prepay(order(wechat))
            callback = wechat.pay(NUMBER)
            wechat.fail("certificates", "SYSTEM_ERROR", times=99)
            clock_hand.advance(minutes=2)
            headers, body = await sent(wechat, callback)
            with pytest.raises(CallbackForged):
                await channel.read_callback(signed_by("ABCDEF", headers), body)
            assert wechat.failures[0].times == 98
            assert (await channel.read_callback(headers, body)).event_id == callback.id


class TestTrouble:
    async def test_unknown_number(self, open_channel: OpenChannel) -> None:
        async with open_channel() as channel:
            assert await channel.query("T999999") is None

    @pytest.mark.parametrize(
        ("code", "error"),
        [
            ("SYSTEM_ERROR", ChannelUnavailable),
            ("FREQUENCY_LIMITED", ChannelUnavailable),
            ("NO_AUTH", ChannelRefused),
            ("SIGN_ERROR", ChannelRefused),
        ],
    )
    async def test_error_answers(
        self, open_channel: OpenChannel, wechat: StandIn, code: str, error: type[Exception]
    ) -> None:
        wechat.fail("prepay", code)
        async with open_channel() as channel:
            with pytest.raises(error, match=code):
                await channel.prepay(order(wechat))

    async def test_a_wrong_key_of_ours(self, open_channel: OpenChannel, wechat: StandIn) -> None:
        async with open_channel(wechat_pay_serial_no="5157F09EFDC096DE15EBE81A47057A7232F1B8E1") as channel:
            with pytest.raises(ChannelRefused, match="SIGN_ERROR"):
                await channel.prepay(order(wechat))

    async def test_nobody_answers(self, open_channel: OpenChannel) -> None:
        async def break_off(_: httpx.Response) -> None:
            raise httpx.ReadError("connection reset")

        async with open_channel(meddle=break_off) as channel:
            with pytest.raises(ChannelUnavailable):
                await channel.query("T999999")

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda headers: headers.pop("wechatpay-signature"),
            lambda headers: headers.update({"wechatpay-signature": "c2lnbg=="}),
            lambda headers: headers.update({"wechatpay-timestamp": "1700000000"}),
            lambda headers: headers.pop("wechatpay-timestamp"),
        ],
    )
    async def test_an_answer_that_wechat_did_not_sign_just_now(
        self, open_channel: OpenChannel, wechat: StandIn, spoil: Callable[[httpx.Headers], object]
    ) -> None:
        async def meddle(response: httpx.Response) -> None:
            spoil(response.headers)

        async with open_channel(meddle=meddle) as channel:
            with pytest.raises(ChannelUnavailable):
                await channel.prepay(order(wechat))
        assert list(wechat.state.transactions) == [NUMBER], "it took effect all the same"

    async def test_not_configured(self, open_channel: OpenChannel, wechat: StandIn) -> None:
        async with open_channel(wechat_pay_mchid="", wechat_pay_private_key_path=None) as channel:
            with pytest.raises(ChannelUnavailable):
                await channel.prepay(order(wechat))
