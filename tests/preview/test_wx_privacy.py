"""Consent first: https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize.html."""

import re
from collections.abc import Callable

from playwright.sync_api import Route, expect
from shown import Shown

Open = Callable[..., Shown]
PAGE = "pages/wx-privacy/index"
REFUSED = "privacy permission is not authorized"


def test_an_interface_waits_for_the_button(open_page: Open) -> None:
    shown = open_page(PAGE)
    shown.element("#listen").click()
    shown.element("#call").click()
    shown.page.wait_for_function("() => getCurrentPages().at(-1).data.asked.length === 1")
    assert shown.data("asked") == ["chooseAddress"]
    expect(shown.page.get_by_test_id("address")).to_have_count(0)
    shown.element("#agree").click()
    shown.page.get_by_test_id("address-confirm").click()
    expect(shown.element("#answer")).to_have_text("chooseAddress:ok")
    shown.element("#call").click()
    expect(shown.page.get_by_test_id("address")).to_be_visible()
    assert shown.data("asked") == ["chooseAddress"]
    assert shown.wx("getPrivacySetting")["needAuthorization"] is False


def test_refused(open_page: Open) -> None:
    shown = open_page(PAGE)
    shown.element("#listen").click()
    for _ in range(2):
        shown.element("#call").click()
        shown.element("#refuse").click()
        expect(shown.element("#answer")).to_have_text(f"chooseAddress:fail {REFUSED} 104")
    assert shown.wx("getPrivacySetting")["needAuthorization"] is True


def test_the_button_has_to_be_tapped(open_page: Open) -> None:
    shown = open_page(PAGE)
    shown.element("#listen").click()
    shown.element("#call").click()
    shown.element("#pretend").click()
    expect(shown.element("#answer")).to_have_text(f"chooseAddress:fail {REFUSED} 104")
    assert any("agreePrivacyAuthorization" in warning for warning in shown.warnings)


def test_wechat_asks_where_the_mini_program_does_not(open_page: Open) -> None:
    shown = open_page(PAGE)
    shown.element("#call").click()
    shown.page.get_by_test_id("privacy-cancel").click()
    expect(shown.element("#answer")).to_have_text(f"chooseAddress:fail {REFUSED} 104")
    shown.element("#call").click()
    shown.page.get_by_test_id("privacy-confirm").click()
    expect(shown.page.get_by_test_id("address")).to_be_visible()


def test_asking_ahead(open_page: Open) -> None:
    shown = open_page(PAGE)
    asked = shown.page.evaluate_handle("() => ({ promise: wx.requirePrivacyAuthorize() })")
    shown.page.get_by_test_id("privacy-confirm").click()
    assert asked.evaluate("({ promise }) => promise") == {"errMsg": "requirePrivacyAuthorize:ok"}


def test_name_and_guide(open_page: Open) -> None:
    shown = open_page(PAGE)
    setting = shown.wx("getPrivacySetting")
    assert (setting["needAuthorization"], setting["privacyContractName"]) == (True, "《预览测试小程序隐私保护指引》")
    assert shown.wx("openPrivacyContract") == {"errMsg": "openPrivacyContract:ok"}
    expect(shown.page.get_by_test_id("privacy-contract")).to_contain_text("《预览测试小程序隐私保护指引》")


def test_an_address_has_to_be_declared_in_app_json(open_page: Open) -> None:
    shown = open_page(PAGE)

    def without(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=re.sub(r'(requiredPrivateInfos"?: ?)\[[^\]]*\]', r"\1[]", answer.text()))

    shown.page.route("**/app/main.js", without)
    shown.open(PAGE).element("#call").click()
    reason = "the api need to be declared in the requiredPrivateInfos field in app.json/ext.json"
    expect(shown.element("#answer")).to_have_text(f"chooseAddress:fail {reason}")
