"""Scrolling a page: its events, pull-down refresh, wx.pageScrollTo."""

from collections.abc import Callable

from playwright.sync_api import expect
from shown import Shown
from steps import log

Open = Callable[..., Shown]


def test_page_scroll_to_and_its_event(open_page: Open) -> None:
    shown = open_page("pages/scroll/index")
    assert shown.wx("pageScrollTo", {"scrollTop": 300, "duration": 0}) == {"errMsg": "pageScrollTo:ok"}
    shown.page.wait_for_function("getCurrentPages().at(-1).scrollTop === 300")
    shown.wx("pageScrollTo", {"selector": "#row-10", "duration": 50})
    assert shown.call("() => wx.getWindowInfo().screenTop") == shown.element("#row-10").bounding_box()["y"]  # type: ignore[index]
    missing = shown.wx("pageScrollTo", {"selector": "#nothing"})
    assert missing["errMsg"].startswith("pageScrollTo:fail")


def test_reaching_the_bottom_once(open_page: Open) -> None:
    shown = open_page("pages/scroll/index")
    log(shown)
    shown.wx("pageScrollTo", {"scrollTop": 30 * 60, "duration": 0})
    shown.page.wait_for_function("getCurrentPages().at(-1).data.rows === 60")
    shown.wx("pageScrollTo", {"scrollTop": 60 * 60, "duration": 0})
    shown.page.wait_for_function("getCurrentPages().at(-1).data.rows === 90")
    assert log(shown) == ["onReachBottom", "onReachBottom"]


def test_fixed_elements_stay(open_page: Open) -> None:
    shown = open_page("pages/scroll/index")
    before = shown.element(".foot").bounding_box()
    shown.wx("pageScrollTo", {"scrollTop": 500, "duration": 0})
    assert shown.element(".foot").bounding_box() == before
    assert before is not None
    assert round(before["y"] + before["height"]) == 812


def test_pulling_down_with_a_finger_or_the_mouse(open_page: Open) -> None:
    shown = open_page("pages/scroll/index")
    log(shown)
    dots = shown.page.get_by_test_id("pull-down")
    expect(dots).to_be_hidden()
    mouse = shown.page.mouse
    mouse.move(180, 200)
    mouse.down()
    mouse.move(180, 260)
    expect(dots).to_be_visible()
    mouse.up()
    expect(dots).to_be_hidden()
    assert log(shown) == []
    mouse.move(180, 200)
    mouse.down()
    mouse.move(180, 320, steps=4)
    mouse.up()
    expect(dots).to_be_visible()
    assert log(shown) == ["onPullDownRefresh"]
    shown.wx("stopPullDownRefresh")
    expect(dots).to_be_hidden()


def test_refresh_by_call(open_page: Open) -> None:
    shown = open_page("pages/scroll/index")
    log(shown)
    assert shown.wx("startPullDownRefresh") == {"errMsg": "startPullDownRefresh:ok"}
    assert log(shown) == ["onPullDownRefresh"]
