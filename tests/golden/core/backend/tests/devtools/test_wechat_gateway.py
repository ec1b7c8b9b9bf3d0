"""The Pay gateway refuses what the platform refuses."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from devtools.wechat import StandIn, Verification

from .conftest import Merchant, is_platform_signature


class TestSignature:
    async def test_a_good_request_gets_a_signed_answer(self, merchant: Merchant, standin: StandIn) -> None:
        answer = await merchant.prepay()
        assert answer.status_code == 200
        assert len(answer.json()["prepay_id"]) == 36
        assert is_platform_signature(standin, answer.headers, answer.text)

    @pytest.mark.parametrize(
        "spoilt",
        [
            {"signed_body": "{}"},
            {"timestamp": "now"},
            {"nonce": "n" * 33},
            {"serial": "5157F09EFDC096DE15EBE81A47057A7232F1B8E1"},
            {"mchid": "1900000000"},
        ],
    )
    async def test_a_spoilt_one_is_refused(self, merchant: Merchant, spoilt: dict[str, str]) -> None:
        answer = await merchant.call("POST", "/v3/pay/transactions/jsapi", merchant.order(), **spoilt)
        assert (answer.status_code, answer.json()["code"]) == (401, "SIGN_ERROR")

    @pytest.mark.parametrize("seconds", [-301, 400])
    async def test_another_time_is_refused(self, merchant: Merchant, seconds: int) -> None:
        signed_at = str(int(time.time()) + seconds)
        answer = await merchant.call("POST", "/v3/pay/transactions/jsapi", merchant.order(), timestamp=signed_at)
        assert (answer.status_code, answer.json()["code"]) == (401, "SIGN_ERROR")

    async def test_a_nonce_counts_once(self, merchant: Merchant) -> None:
        url = "/v3/pay/transactions/jsapi"
        assert (await merchant.call("POST", url, merchant.order(), nonce="once")).status_code == 200
        assert (await merchant.call("POST", url, merchant.order(), nonce="once")).status_code == 401

    async def test_the_query_string_is_signed(self, merchant: Merchant, client: httpx.AsyncClient) -> None:
        await merchant.prepay()
        good = (await merchant.query()).request
        answer = await client.get(good.url.copy_with(query=b"mchid=1"), headers=good.headers)
        assert answer.status_code == 401

    async def test_without_authorization(self, client: httpx.AsyncClient) -> None:
        answer = await client.get("/v3/certificates")
        assert (answer.status_code, answer.json()["code"]) == (401, "SIGN_ERROR")


class TestPrepay:
    @pytest.mark.parametrize(
        "wrong",
        [
            {"out_trade_no": "short"},
            {"out_trade_no": "T" * 33},
            {"out_trade_no": "中文订单号码"},
            {"description": "茶" * 128},
            {"description": None},
            {"notify_url": "http://shop.example.com/notify"},
            {"notify_url": "https://shop.example.com/notify?a=1"},
            {"notify_url": "https://shop.example.com/" + "n" * 240},
            {"amount": {"total": 0}},
            {"amount": {"total": "12800"}},
            {"amount": {"total": 128.5}},
            {"amount": {"total": 12800, "currency": "USD"}},
            {"payer": None},
            {"sub_mchid": "1600000000"},
            {"attach": "a" * 129},
            {"time_expire": "2026-11-21 10:00:00"},
            {"time_expire": (datetime.now(UTC) + timedelta(seconds=20)).isoformat()},
            {"time_expire": (datetime.now(UTC) + timedelta(days=91)).isoformat()},
        ],
    )
    async def test_fields(self, merchant: Merchant, wrong: dict[str, Any]) -> None:
        answer = await merchant.call("POST", "/v3/pay/transactions/jsapi", merchant.order() | wrong if wrong else {})
        if None in wrong.values():
            answer = await merchant.prepay(**wrong)
        assert (answer.status_code, answer.json()["code"]) == (400, "PARAM_ERROR")

    @pytest.mark.parametrize(
        ("wrong", "status", "code"),
        [
            ({"mchid": "1900000000"}, 400, "MCH_NOT_EXISTS"),
            ({"appid": "wx0000000000000000"}, 400, "APPID_MCHID_NOT_MATCH"),
            ({"payer": {"openid": "o" * 28}}, 400, "INVALID_REQUEST"),
        ],
    )
    async def test_parties(self, merchant: Merchant, wrong: dict[str, Any], status: int, code: str) -> None:
        answer = await merchant.prepay(**wrong)
        assert (answer.status_code, answer.json()["code"]) == (status, code)

    async def test_the_same_request_again_is_the_same_prepay(self, merchant: Merchant) -> None:
        first, second = await merchant.prepay(), await merchant.prepay()
        assert first.json() == second.json()

    async def test_a_prepay_lasts_two_hours(self, merchant: Merchant, standin: StandIn) -> None:
        first = await merchant.prepay()
        standin.timeline.advance(7201)
        second = await merchant.prepay()
        assert second.status_code == 200
        assert first.json() != second.json()

    async def test_the_same_number_with_another_body(self, merchant: Merchant) -> None:
        await merchant.prepay()
        answer = await merchant.prepay(amount={"total": 1})
        assert (answer.status_code, answer.json()["code"]) == (400, "INVALID_REQUEST")

    async def test_a_paid_number(self, merchant: Merchant, standin: StandIn) -> None:
        await merchant.prepay()
        standin.pay("T202611210001")
        assert (await merchant.prepay()).json()["code"] == "ORDERPAID"
        assert (await merchant.close()).json()["code"] == "ORDERPAID"

    async def test_a_closed_number(self, merchant: Merchant) -> None:
        await merchant.prepay()
        assert (await merchant.close()).status_code == 204
        assert (await merchant.query()).json()["trade_state"] == "CLOSED"
        assert (await merchant.prepay()).json()["code"] == "ORDER_CLOSED"
        assert (await merchant.close()).json()["code"] == "ORDER_CLOSED"

    async def test_unpaid_orders_close_by_themselves_after_seven_days(
        self, merchant: Merchant, standin: StandIn
    ) -> None:
        await merchant.prepay()
        standin.timeline.advance(7 * 86400 + 1)
        assert (await merchant.query()).json()["trade_state"] == "CLOSED"

    async def test_after_time_expire_nobody_can_pay(
        self, merchant: Merchant, standin: StandIn, client: httpx.AsyncClient
    ) -> None:
        await merchant.prepay(time_expire=(datetime.now(UTC) + timedelta(minutes=5)).isoformat())
        standin.timeline.advance(301)
        answer = await client.post("/control/transactions/T202611210001/pay")
        assert answer.json()["code"] == "INVALID_REQUEST"
        assert (await merchant.query()).json()["trade_state"] == "NOTPAY"


class TestQuery:
    async def test_unpaid(self, merchant: Merchant) -> None:
        await merchant.prepay()
        told = (await merchant.query()).json()
        assert told["trade_state"] == "NOTPAY"
        assert told["amount"] == {"total": 12800, "currency": "CNY"}
        assert "transaction_id" not in told

    async def test_paid_by_either_number(self, merchant: Merchant, standin: StandIn) -> None:
        await merchant.prepay()
        standin.pay("T202611210001")
        told = (await merchant.query()).json()
        assert told["trade_state"] == "SUCCESS"
        assert told["success_time"].endswith("+08:00")
        assert told["payer"] == {"openid": standin.identity.openid("alice")}
        url = f"/v3/pay/transactions/id/{told['transaction_id']}?mchid={merchant.numbers.merchant_id}"
        assert (await merchant.call("GET", url)).json() == told

    async def test_unknown(self, merchant: Merchant) -> None:
        answer = await merchant.query("T999999")
        assert (answer.status_code, answer.json()["code"]) == (404, "ORDER_NOT_EXIST")


class TestRace:
    async def test_a_close_that_meets_a_payment_is_refused_and_the_payment_goes_through(
        self, merchant: Merchant, standin: StandIn
    ) -> None:
        await merchant.prepay()
        standin.race_close("T202611210001")
        answer = await merchant.close()
        assert (answer.status_code, answer.json()["code"]) == (429, "FREQUENCY_LIMITED")
        assert (await merchant.query()).json()["trade_state"] == "SUCCESS"


class TestPartner:
    def order(self, merchant: Merchant, **changed: object) -> dict[str, Any]:
        numbers = merchant.numbers
        order = merchant.order(appid=None, mchid=None, payer=None)
        order |= {
            "sp_appid": numbers.provider_appid,
            "sp_mchid": numbers.merchant_id,
            "sub_appid": numbers.appid,
            "sub_mchid": numbers.sub_merchant_id,
            "payer": {"sub_openid": merchant.standin.identity.openid("alice")},
        }
        return order | changed

    async def test_life_of_an_order(self, merchant: Merchant, standin: StandIn) -> None:
        numbers = merchant.numbers
        base = "/v3/pay/partner/transactions"
        assert (await merchant.call("POST", f"{base}/jsapi", self.order(merchant))).status_code == 200
        parties = f"sp_mchid={numbers.merchant_id}&sub_mchid={numbers.sub_merchant_id}"
        url = f"{base}/out-trade-no/T202611210001?{parties}"
        assert (await merchant.call("GET", url)).json()["trade_state"] == "NOTPAY"
        standin.pay("T202611210001")
        told = (await merchant.call("GET", url)).json()
        assert (told["sp_mchid"], told["sub_mchid"]) == (numbers.merchant_id, numbers.sub_merchant_id)
        assert told["payer"] == {"sub_openid": standin.identity.openid("alice")}
        by_id = await merchant.call("GET", f"{base}/id/{told['transaction_id']}?{parties}")
        assert by_id.json() == told
        body = {"sp_mchid": numbers.merchant_id, "sub_mchid": numbers.sub_merchant_id}
        closed = await merchant.call("POST", f"{base}/out-trade-no/T202611210001/close", body)
        assert closed.json()["code"] == "ORDERPAID"

    async def test_another_merchant_does_not_see_it(self, merchant: Merchant) -> None:
        await merchant.call("POST", "/v3/pay/partner/transactions/jsapi", self.order(merchant))
        assert (await merchant.query()).status_code == 404
        assert (await merchant.prepay()).json()["code"] == "OUT_TRADE_NO_USED"

    async def test_a_sub_openid_needs_its_appid(self, merchant: Merchant) -> None:
        order = self.order(merchant)
        del order["sub_appid"]
        answer = await merchant.call("POST", "/v3/pay/partner/transactions/jsapi", order)
        assert answer.json()["code"] == "PARAM_ERROR"

    async def test_an_openid_of_the_other_app(self, merchant: Merchant) -> None:
        order = self.order(merchant, payer={"sp_openid": merchant.standin.identity.openid("alice")})
        answer = await merchant.call("POST", "/v3/pay/partner/transactions/jsapi", order)
        assert answer.json()["code"] == "INVALID_REQUEST"

    async def test_a_merchant_who_is_not_served(self, merchant: Merchant) -> None:
        order = self.order(merchant, sub_mchid="1600000000")
        answer = await merchant.call("POST", "/v3/pay/partner/transactions/jsapi", order)
        assert (answer.status_code, answer.json()["code"]) == (403, "NO_AUTH")


class TestVerificationModes:
    async def test_the_answer_is_signed_with_the_key_that_was_asked_for(
        self, merchant: Merchant, standin: StandIn
    ) -> None:
        standin.signer.verification = Verification.BOTH
        certificate = standin.identity.platform_certificates()[-1].serial
        for serial in (certificate, merchant.numbers.public_key_id):
            url = "/v3/pay/transactions/jsapi"
            answer = await merchant.call("POST", url, merchant.order(), wechatpay_serial=serial)
            assert answer.headers["wechatpay-serial"] == serial
            assert is_platform_signature(standin, answer.headers, answer.text)

    @pytest.mark.parametrize("mode", [Verification.CERTIFICATE, Verification.PUBLIC_KEY])
    async def test_only_one_kind(self, merchant: Merchant, standin: StandIn, mode: Verification) -> None:
        standin.signer.verification = mode
        certificate = standin.identity.platform_certificates()[-1].serial
        other = merchant.numbers.public_key_id if mode is Verification.CERTIFICATE else certificate
        answer = await merchant.call("GET", "/v3/certificates", wechatpay_serial=other)
        assert (answer.status_code, answer.json()["code"]) == (400, "PARAM_ERROR")

    async def test_a_new_merchant_has_no_certificates(self, merchant: Merchant) -> None:
        answer = await merchant.call("GET", "/v3/certificates")
        assert (answer.status_code, answer.json()["code"]) == (404, "RESOURCE_NOT_EXISTS")

    async def test_certificates_are_listed_while_there_are_any(self, merchant: Merchant, standin: StandIn) -> None:
        standin.signer.verification = Verification.BOTH
        told = (await merchant.call("GET", "/v3/certificates")).json()["data"]
        assert [one["serial_no"] for one in told] == [one.serial for one in standin.identity.platform_certificates()]


class TestFailures:
    async def test_before_it_takes_effect(self, merchant: Merchant, standin: StandIn) -> None:
        standin.fail("prepay", "SYSTEM_ERROR")
        assert (await merchant.prepay()).status_code == 500
        assert not standin.state.transactions
        assert (await merchant.prepay()).status_code == 200

    async def test_after_it_took_effect(self, merchant: Merchant, standin: StandIn) -> None:
        standin.fail("prepay", "SYSTEM_ERROR", after=True)
        assert (await merchant.prepay()).status_code == 500
        assert list(standin.state.transactions) == ["T202611210001"]
