"""`input`, as https://developers.weixin.qq.com/miniprogram/dev/component/input.html has it."""

from collections.abc import Callable

from playwright.sync_api import expect
from shown import Shown

Open = Callable[..., Shown]


def test_events_and_their_details(open_page: Open) -> None:
    shown = open_page("pages/input/index")
    field = shown.element("#plain input")
    field.click()
    field.press_sequentially("ab")
    field.press("Enter")
    assert [(event["type"], event["detail"].get("value")) for event in shown.data("events")] == [
        ("focus", ""),
        ("input", "a"),
        ("input", "ab"),
        ("confirm", "ab"),
        ("blur", "ab"),
    ]
    typed = shown.data("events")[2]
    assert (typed["id"], typed["detail"]) == ("plain", {"value": "ab", "cursor": 2, "keyCode": ord("b")})


def test_what_the_handler_returns_stands_in_the_field(open_page: Open) -> None:
    field = open_page("pages/input/index").element("#upper input")
    field.press_sequentially("tea")
    expect(field).to_have_value("TEA")


def test_two_way_binding(open_page: Open) -> None:
    shown = open_page("pages/input/index")
    field = shown.element("#bound input")
    expect(field).to_have_value("一")
    field.fill("二")
    expect(shown.element("#bound-text")).to_have_text("二")
    shown.call("() => getCurrentPages().at(-1).setData({ bound: '三' })")
    expect(field).to_have_value("三")


def test_attributes(open_page: Open) -> None:
    shown = open_page("pages/input/index")
    expect(shown.element("#plain input")).to_have_attribute("placeholder", "姓名")
    expect(shown.element("#plain input")).to_have_attribute("maxlength", "6")
    expect(shown.element("#password input")).to_have_attribute("type", "password")
    expect(shown.element("#digits input")).to_be_disabled()


def test_focus_by_attribute(open_page: Open) -> None:
    shown = open_page("pages/input/index")
    shown.element("#focus-it").click()
    expect(shown.element("#focus input")).to_be_focused()
