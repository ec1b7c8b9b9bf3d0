"""The stand-in takes shipping information as WeChat does, and refuses what WeChat refuses."""

from typing import Any

import httpx
import pytest

from devtools.wechat import RefundStatus, StandIn

from .conftest import Merchant

PARCEL = {"tracking_no": "SF1234567890", "express_company": "SF", "item_desc": "龙井*1"}
WITH_CONTACT = {**PARCEL, "contact": {"receiver_contact": "****8000"}}


class Shop:
    """Tells WeChat of a payment's goods."""

    def __init__(self, standin: StandIn, client: httpx.AsyncClient, number: str, token: str) -> None:
        self.standin, self.client, self.number, self.token = standin, client, number, token
        self.minute = 0

    async def tell(self, **changed: Any) -> int:  # noqa: ANN401  # any JSON
        """The errcode."""
        self.minute += 1
        body = {
            "order_key": {"order_number_type": 2, "transaction_id": self.number},
            "logistics_type": 1,
            "delivery_mode": 1,
            "shipping_list": [WITH_CONTACT],
            "upload_time": f"2026-11-21T13:{self.minute:02}:00.120+08:00",
            "payer": {"openid": self.standin.identity.openid("alice")},
        } | changed
        url = f"/wxa/sec/order/upload_shipping_info?access_token={self.token}"
        return int((await self.client.post(url, json=body)).json()["errcode"])

    async def known(self) -> dict[str, Any]:
        url = f"/wxa/sec/order/get_order?access_token={self.token}"
        answer = (await self.client.post(url, json={"transaction_id": self.number})).json()
        return dict(answer["order"])


@pytest.fixture
async def paid(standin: StandIn, client: httpx.AsyncClient, merchant: Merchant) -> Shop:
    await merchant.prepay()
    standin.pay("T202611210001")
    numbers = standin.identity.numbers
    body = {"grant_type": "client_credential", "appid": numbers.appid, "secret": numbers.app_secret}
    token = (await client.post("/cgi-bin/stable_token", json=body)).json()["access_token"]
    number = standin.state.transactions["T202611210001"].transaction_id
    return Shop(standin, client, str(number), token)


async def test_one_parcel(paid: Shop) -> None:
    assert (await paid.known())["order_state"] == 1
    assert await paid.tell() == 0
    assert (await paid.known())["order_state"] == 2
    assert await paid.tell() == 10060023


async def test_corrected_once(paid: Shop) -> None:
    codes = [await paid.tell(shipping_list=[{**WITH_CONTACT, "tracking_no": f"SF{i}"}]) for i in range(3)]
    assert codes == [0, 0, 10060003]


async def test_parcel_after_parcel(paid: Shop) -> None:
    split = {"delivery_mode": 2, "is_all_delivered": False}
    assert await paid.tell(**split) == 0
    assert await paid.tell(**split, shipping_list=[WITH_CONTACT, {**WITH_CONTACT, "tracking_no": "SF2"}]) == 0
    assert await paid.tell(**{**split, "is_all_delivered": True}) == 0
    assert await paid.tell(shipping_list=[{**WITH_CONTACT, "tracking_no": "SF3"}]) == 0  # the one correction
    assert await paid.tell(**split) == 10060003


async def test_another_way_uses_up_the_correction(paid: Shop) -> None:
    assert await paid.tell(delivery_mode=2, is_all_delivered=False) == 0
    assert await paid.tell() == 0
    assert await paid.tell(logistics_type=4, shipping_list=[{"item_desc": "龙井*1"}]) == 10060003


async def test_by_the_merchants_number(paid: Shop) -> None:
    key = {"order_number_type": 1, "mchid": "1", "out_trade_no": "T202611210001"}
    assert await paid.tell(order_key=key) == 0


@pytest.mark.parametrize(
    ("changed", "errcode"),
    [
        ({"order_key": {"order_number_type": 2, "transaction_id": "4200"}}, 10060001),
        ({"order_key": {"order_number_type": 1, "out_trade_no": "T1"}}, 10060001),
        ({"order_key": {"order_number_type": 2}}, 268485195),
        ({"order_key": {"order_number_type": 3}}, 268485194),
        ({"logistics_type": 5}, 10060005),
        ({"delivery_mode": 3}, 268485224),
        ({"logistics_type": 4, "delivery_mode": 2}, 10060006),
        ({"delivery_mode": 2}, 10060007),
        ({"shipping_list": [{**WITH_CONTACT, "item_desc": ""}]}, 10060008),
        ({"shipping_list": [{**WITH_CONTACT, "item_desc": "茶" * 121}]}, 10060009),
        ({"shipping_list": [PARCEL]}, 10060014),
        ({"delivery_mode": 2, "is_all_delivered": True, "shipping_list": []}, 10060014),
        ({"delivery_mode": 2, "is_all_delivered": True, "shipping_list": [WITH_CONTACT] * 16}, 10060024),
        ({"shipping_list": [{**WITH_CONTACT, "express_company": "S" * 129}]}, 10060025),
        ({"shipping_list": [{**WITH_CONTACT, "tracking_no": "1" * 129}]}, 10060026),
        ({"payer": {"openid": "somebody else"}}, 10060031),
        ({"upload_time": "yesterday"}, 268485216),
        ({"upload_time": "2026-11-21T13:00:00"}, 268485216),
        ({"shipping_list": [{**WITH_CONTACT, "tracking_no": ""}]}, 268485226),
        ({"shipping_list": [{**WITH_CONTACT, "express_company": ""}]}, 268485227),
        ({"shipping_list": [WITH_CONTACT, WITH_CONTACT]}, 268485228),
    ],
)
async def test_refused(paid: Shop, changed: dict[str, Any], errcode: int) -> None:
    assert await paid.tell(**changed) == errcode
    assert paid.standin.state.shippings == {}


async def test_what_is_older_is_refused(paid: Shop) -> None:
    assert await paid.tell() == 0
    earlier = {"shipping_list": [{**WITH_CONTACT, "tracking_no": "SF2"}], "upload_time": "2026-11-21T04:00:00Z"}
    assert await paid.tell(**earlier) == 268485216
    assert paid.standin.state.shippings[paid.number].told["shipping_list"][0]["tracking_no"] == "SF1234567890"


async def test_not_paid(paid: Shop, merchant: Merchant) -> None:
    await merchant.prepay("T202611210002")
    assert await paid.tell(order_key={"order_number_type": 1, "out_trade_no": "T202611210002"}) == 10060001


async def test_given_back(paid: Shop, merchant: Merchant) -> None:
    for refund_no, fen, errcode in (("R1", 800, 0), ("R2", 12000, 10060004)):
        await merchant.refund(refund_no, fen)
        paid.standin.settle(refund_no, RefundStatus.SUCCESS)
        parcel = {**WITH_CONTACT, "tracking_no": f"SF{refund_no}"}
        assert await paid.tell(shipping_list=[parcel]) == errcode


async def test_asked_without_a_token(paid: Shop) -> None:
    paid.token = "none"
    assert await paid.tell() == 40001


async def test_failures_that_are_asked_for(paid: Shop) -> None:
    paid.standin.fail("shipping_info", "10060012")
    assert await paid.tell() == 10060012
    body = {"operation": "shipping_info", "code": "-1", "after": True}
    (await paid.client.post("/control/failures", json=body)).raise_for_status()
    assert await paid.tell() == -1
    assert await paid.tell() == 10060023
