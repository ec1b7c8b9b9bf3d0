"""Toast, loading, modal, action sheet: https://developers.weixin.qq.com/miniprogram/dev/api/ui/interaction/wx.showToast.html."""

import json
from collections.abc import Callable

from playwright.sync_api import expect
from shown import Shown

Open = Callable[..., Shown]
PAGE = "pages/wx-feedback/index"


def test_a_toast_goes_away(open_page: Open) -> None:
    shown = open_page(PAGE)
    shown.element("#toast").click()
    toast = shown.page.get_by_test_id("toast")
    expect(toast).to_have_text("已加入购物车")
    expect(toast).to_have_attribute("data-icon", "none")
    expect(toast).to_have_count(0)


def test_loading_stays_until_it_is_hidden(open_page: Open) -> None:
    shown = open_page(PAGE)
    shown.element("#loading").click()
    expect(shown.page.get_by_test_id("loading")).to_have_text("加载中")
    assert shown.wx("hideLoading") == {"errMsg": "hideLoading:ok"}
    expect(shown.page.get_by_test_id("loading")).to_have_count(0)


def test_there_is_one_box_for_both(open_page: Open) -> None:
    shown = open_page(PAGE)
    shown.wx("showLoading", {"title": "加载中"})
    shown.wx("showToast", {"title": "好了", "duration": 60000})
    expect(shown.page.get_by_test_id("loading")).to_have_count(0)
    shown.wx("hideLoading", {"noConflict": True})
    expect(shown.page.get_by_test_id("toast")).to_have_count(1)
    shown.wx("hideLoading")
    expect(shown.page.get_by_test_id("toast")).to_have_count(0)


def test_a_mask_catches_taps(open_page: Open) -> None:
    shown = open_page(PAGE)
    shown.element("#loading").click()
    at = shown.element("#modal").bounding_box()
    assert at
    shown.page.mouse.click(at["x"] + 20, at["y"] + 20)
    expect(shown.page.get_by_test_id("loading")).to_be_visible()
    expect(shown.page.get_by_test_id("modal")).to_have_count(0)


def test_a_title_is_needed(open_page: Open) -> None:
    reason = "parameter error: parameter.title should be String instead of Undefined;"
    assert open_page(PAGE).wx("showToast") == {"errMsg": f"showToast:fail {reason}"}


def test_modal(open_page: Open) -> None:
    shown = open_page(PAGE)
    for button, confirm in (("modal-confirm", True), ("modal-cancel", False)):
        shown.element("#modal").click()
        modal = shown.page.get_by_test_id("modal")
        expect(modal).to_contain_text("删除这个地址？")
        shown.page.get_by_test_id(button).click()
        expect(modal).to_have_count(0)
        wanted = {"errMsg": "showModal:ok", "confirm": confirm, "cancel": not confirm, "content": None}
        expect(shown.element("#answer")).to_have_text(json.dumps(wanted, separators=(",", ":")))


def test_editable_modal(open_page: Open) -> None:
    shown = open_page(PAGE)
    shown.element("#editable").click()
    field = shown.page.get_by_test_id("modal-input")
    expect(field).to_have_value("少冰")
    field.fill("去冰")
    expect(shown.page.get_by_test_id("modal-cancel")).to_have_count(0)
    shown.page.get_by_test_id("modal-confirm").click()
    expect(shown.element("#answer")).to_contain_text('"content":"去冰"')


def test_words_of_a_modals_buttons_are_short(open_page: Open) -> None:
    answer = open_page(PAGE).wx("showModal", {"content": "x", "confirmText": "五个字的词"})
    assert answer["errMsg"] == "showModal:fail confirmText length should not larger than 4 Chinese characters"


def test_action_sheet(open_page: Open) -> None:
    shown = open_page(PAGE)
    shown.element("#actions").click()
    shown.page.get_by_text("从相册选择").click()
    expect(shown.element("#answer")).to_have_text('{"errMsg":"showActionSheet:ok","tapIndex":1}')
    shown.element("#actions").click()
    shown.page.get_by_test_id("sheet-cancel").click()
    expect(shown.element("#answer")).to_have_text('{"errMsg":"showActionSheet:fail cancel"}')


def test_an_action_sheet_has_one_to_six(open_page: Open) -> None:
    shown = open_page(PAGE)
    for count in (0, 7):
        answer = shown.wx("showActionSheet", {"itemList": ["x"] * count})
        assert answer["errMsg"].startswith("showActionSheet:fail parameter error")
