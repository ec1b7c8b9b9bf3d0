"""What a phone would ask a person or a sensor is asked in a form here; everything may be cancelled, as in WeChat."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from shown import Shown

Open = Callable[..., Shown]


@pytest.fixture
def phone(open_page: Open) -> Shown:
    """A phone whose owner has agreed to the privacy guide."""
    shown = open_page("pages/wx-phone/index")
    shown.call("() => localStorage.setItem('preview:privacy', 'true')")
    return shown


def press(shown: Shown, button: str) -> None:
    shown.element(button).click()


def choose(shown: Shown, testid: str) -> None:
    shown.page.get_by_test_id(testid).click()


def answer(shown: Shown, **wanted: object) -> None:
    """Wait for what the call answered, and compare the fields that are named."""
    expect(shown.element("#answer")).to_contain_text(str(wanted["errMsg"]))
    told = json.loads(shown.element("#answer").inner_text())
    assert {name: told.get(name) for name in wanted} == wanted


def test_scan(phone: Shown) -> None:
    press(phone, "#scan")
    phone.page.get_by_test_id("scan-result").fill("TEA-12")
    choose(phone, "scan-confirm")
    answer(phone, errMsg="scanCode:ok", result="TEA-12", scanType="QR_CODE", charSet="UTF-8", rawData="VEVBLTEy")
    press(phone, "#scan")
    choose(phone, "scan-cancel")
    answer(phone, errMsg="scanCode:fail cancel")


def test_call(phone: Shown) -> None:
    press(phone, "#phone")
    expect(phone.page.get_by_test_id("phone-call")).to_have_text("呼叫 4000000000")
    choose(phone, "phone-call")
    answer(phone, errMsg="makePhoneCall:ok")
    press(phone, "#phone")
    choose(phone, "sheet-cancel")
    answer(phone, errMsg="makePhoneCall:fail cancel")


def test_clipboard(phone: Shown) -> None:
    press(phone, "#copy")
    answer(phone, errMsg="setClipboardData:ok")
    expect(phone.page.get_by_test_id("toast")).to_have_text("内容已复制")
    assert phone.wx("getClipboardData")["data"] == "订单号 1"


def test_vibration(phone: Shown) -> None:
    assert phone.wx("vibrateShort", {"type": "light"})["errMsg"] == "vibrateShort:ok"
    assert phone.wx("vibrateShort", {"type": "loud"})["errMsg"] == "vibrateShort:fail style is not support"
    assert phone.wx("vibrateLong")["errMsg"] == "vibrateLong:ok"


def test_address(phone: Shown) -> None:
    press(phone, "#address")
    phone.page.get_by_test_id("address-userName").fill("李四")
    choose(phone, "address-confirm")
    answer(phone, errMsg="chooseAddress:ok", userName="李四", provinceName="广东省", postalCode="510000")
    press(phone, "#address")
    expect(phone.page.get_by_test_id("address-userName")).to_have_value("李四")
    choose(phone, "address-cancel")
    answer(phone, errMsg="chooseAddress:fail cancel")


def test_location_is_asked_for_once(phone: Shown) -> None:
    press(phone, "#location")
    phone.page.get_by_test_id("location-latitude").fill("30.25")
    choose(phone, "location-confirm")
    answer(phone, errMsg="getLocation:ok", latitude=30.25, speed=-1)
    assert phone.wx("getLocation", {"type": "gcj02"})["latitude"] == 30.25
    assert phone.wx("getSetting")["authSetting"]["scope.userLocation"] is True


def test_location_refused_stays_refused(phone: Shown) -> None:
    press(phone, "#location")
    choose(phone, "location-cancel")
    answer(phone, errMsg="getLocation:fail auth deny", errno=103)
    assert phone.wx("getLocation")["errMsg"] == "getLocation:fail auth deny"


def test_choose_and_open_a_location(phone: Shown) -> None:
    press(phone, "#choose-location")
    choose(phone, "location-confirm")
    answer(phone, errMsg="chooseLocation:ok", name="广州塔", latitude=23.10647)
    press(phone, "#choose-location")
    choose(phone, "location-cancel")
    answer(phone, errMsg="chooseLocation:fail cancel")
    assert (
        phone.wx("openLocation", {"latitude": 30.1, "longitude": 120.2, "name": "门店"})["errMsg"] == "openLocation:ok"
    )
    expect(phone.page.get_by_test_id("map")).to_contain_text("30.1, 120.2")


def test_permissions_and_settings(phone: Shown) -> None:
    asked = phone.page.evaluate_handle("() => ({ promise: wx.authorize({ scope: 'scope.camera' }) })")
    expect(phone.page.get_by_test_id("permission")).to_contain_text("摄像头")
    choose(phone, "permission-confirm")
    assert asked.evaluate("({ promise }) => promise") == {"errMsg": "authorize:ok"}
    opened = phone.page.evaluate_handle("() => ({ promise: wx.openSetting() })")
    phone.page.get_by_test_id("settings-scope.camera").uncheck()
    choose(phone, "settings-confirm")
    assert opened.evaluate("({ promise }) => promise")["authSetting"]["scope.camera"] is False
    assert phone.wx("authorize", {"scope": "scope.camera"})["errMsg"] == "authorize:fail auth deny"
    assert phone.wx("authorize", {"scope": "scope.nothing"})["errMsg"] == "authorize:fail scope is not exist"


def test_subscription(phone: Shown) -> None:
    press(phone, "#subscribe")
    phone.page.get_by_test_id("subscribe-refunded").uncheck()
    choose(phone, "subscribe-confirm")
    answer(phone, errMsg="requestSubscribeMessage:ok", shipped="accept", refunded="reject")
    press(phone, "#subscribe")
    choose(phone, "subscribe-cancel")
    answer(phone, errMsg="requestSubscribeMessage:ok", shipped="reject", refunded="reject")


def test_subscription_that_is_always_the_same(phone: Shown) -> None:
    press(phone, "#subscribe")
    phone.page.get_by_test_id("subscribe-always").check()
    choose(phone, "subscribe-confirm")
    answer(phone, errMsg="requestSubscribeMessage:ok", shipped="accept", refunded="accept")
    phone.call("() => getCurrentPages().at(-1).setData({ answer: '' })")
    press(phone, "#subscribe")
    answer(phone, errMsg="requestSubscribeMessage:ok", shipped="accept", refunded="accept")
    told = phone.wx("getSetting", {"withSubscriptions": True})["subscriptionsSetting"]
    assert told == {"mainSwitch": True, "itemSettings": {"shipped": "accept", "refunded": "accept"}}


@pytest.mark.parametrize(
    ("ids", "code"), [([], 10001), (None, 10001), ([1], 10004), (["a", "b", "c", "d"], 20003)], ids=str
)
def test_subscription_by_wrong_ids(phone: Shown, ids: object, code: int) -> None:
    told = phone.wx("requestSubscribeMessage", {"tmplIds": ids})
    assert told["errCode"] == code
    assert told["errMsg"].startswith("requestSubscribeMessage:fail")


def test_subscription_is_asked_for_in_the_tap(phone: Shown) -> None:
    press(phone, "#subscribe-later")
    answer(phone, errMsg="requestSubscribeMessage:fail can only be invoked by user TAP gesture.")


def test_subscription_needs_a_tap(open_page: Open) -> None:
    shown = open_page("pages/wx-phone/index?call=requestSubscribeMessage")
    answer(shown, errMsg="requestSubscribeMessage:fail can only be invoked by user TAP gesture.")
