"""WXS handlers that an expression chooses: component libraries write `bind:tap="{{disabled || swipe.tap}}"`."""

from collections.abc import Callable

from heard import heard
from playwright.sync_api import expect
from shown import Shown

Open = Callable[..., Shown]


def test_handler_from_an_expression(open_page: Open) -> None:
    shown = open_page("pages/wxs-expression/index")
    shown.element("#tap").click()
    expect(shown.element("#tap")).to_have_css("color", "rgb(1, 2, 3)")
    shown.element("#method").click()
    assert [(kind, detail if kind == "wxs" else "") for kind, detail in heard(shown)] == [("wxs", "tap"), ("tap", "")]


def test_change_listener_finds_what_stands_after_it(open_page: Open) -> None:
    shown = open_page("pages/wxs-expression/index")
    expect(shown.element("#later")).to_have_css("width", "120px")
