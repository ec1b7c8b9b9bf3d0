"""WXSS: isolation of pages and components, rpx, and what else CSS has not."""

from collections.abc import Callable

from playwright.sync_api import expect
from shown import Shown

Open = Callable[..., Shown]
BLUE, BLACK = "rgb(0, 0, 255)", "rgb(0, 0, 0)"


def test_a_page_and_its_imports(open_page: Open) -> None:
    own = open_page("pages/styles/index").element("#own")
    expect(own).to_have_css("color", BLUE)
    expect(own).to_have_css("font-weight", "700")


def test_style_isolation(open_page: Open) -> None:
    shown = open_page("pages/styles/index")
    expect(shown.element("#isolated wx-view")).to_have_css("color", BLACK)
    expect(shown.element("#isolated wx-view")).to_have_css("margin-left", "3px")
    expect(shown.element("#own")).to_have_css("margin-left", "0px")
    expect(shown.element("#applied wx-view")).to_have_css("color", BLUE)
    expect(shown.element("#shared wx-view")).to_have_css("color", BLUE)


def test_styles_of_a_page_stay_there(open_page: Open) -> None:
    shown = open_page("pages/styles/index")
    expect(shown.element("#own")).to_have_css("letter-spacing", "1px")
    shown.wx("switchTab", {"url": "/pages/home/index"})
    expect(shown.element("wx-view")).to_have_css("letter-spacing", "normal")


def test_host_and_virtual_host(open_page: Open) -> None:
    shown = open_page("pages/styles/index")
    expect(shown.element("#hosted")).to_have_css("padding-left", "7px")
    expect(shown.element("#hosted")).to_have_css("display", "block")
    inner = shown.element("wx-view.grown")
    expect(inner).to_have_text("虚拟")
    expect(inner).to_have_css("color", "rgb(1, 2, 3)")


def test_rpx_in_style_sheets_and_inline(open_page: Open) -> None:
    shown = open_page("pages/styles/index")
    expect(shown.element("#rpx")).to_have_css("width", "187.5px")
    expect(shown.element("#inline")).to_have_css("width", "50px")
    shown.call("() => getCurrentPages().at(-1).setData({ width: 200 })")
    expect(shown.element("#inline")).to_have_css("width", "100px")


def test_a_page_is_as_high_as_what_is_between_the_bars(open_page: Open) -> None:
    shown = open_page("pages/styles/index")
    expect(shown.element("#vh")).to_have_css("height", f"{812 - 88}px")


def test_the_colour_scheme_follows_the_switch(open_page: Open) -> None:
    expect(open_page("pages/styles/index").element("#dark")).to_have_css("background-color", "rgb(255, 255, 255)")
    dark = open_page("pages/styles/index", theme="dark")
    expect(dark.element("#dark")).to_have_css("background-color", BLACK)


def test_the_hairline_of_a_button_can_be_taken_away(open_page: Open) -> None:
    shown = open_page("pages/styles/index")
    border = "(element) => getComputedStyle(element, '::after').borderTopWidth"
    assert shown.element("#bare").evaluate(border) == "0px"
