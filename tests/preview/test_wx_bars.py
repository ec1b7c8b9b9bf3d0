"""The bars at run time: https://developers.weixin.qq.com/miniprogram/dev/api/ui/navigation-bar/wx.setNavigationBarTitle.html."""

from collections.abc import Callable

from playwright.sync_api import expect
from shown import Shown

Open = Callable[..., Shown]


def test_title(open_page: Open) -> None:
    shown = open_page("pages/wx-bars/index")
    expect(shown.page.get_by_test_id("nav-title")).to_have_text("导航栏")
    assert shown.wx("setNavigationBarTitle", {"title": "订单"}) == {"errMsg": "setNavigationBarTitle:ok"}
    expect(shown.page.get_by_test_id("nav-title")).to_have_text("订单")
    assert shown.wx("setNavigationBarTitle")["errMsg"].startswith("setNavigationBarTitle:fail parameter error")


def test_colours(open_page: Open) -> None:
    shown = open_page("pages/wx-bars/index")
    shown.wx("setNavigationBarColor", {"frontColor": "#ffffff", "backgroundColor": "#112233"})
    bar = shown.page.locator("#navbar")
    expect(bar).to_have_css("background-color", "rgb(17, 34, 51)")
    expect(bar).to_have_css("color", "rgb(255, 255, 255)")
    answer = shown.wx("setNavigationBarColor", {"frontColor": "#123456", "backgroundColor": "#112233"})
    assert answer["errMsg"].startswith("setNavigationBarColor:fail invalid frontColor")


def test_loading_beside_the_title(open_page: Open) -> None:
    shown = open_page("pages/wx-bars/index")
    shown.wx("showNavigationBarLoading")
    expect(shown.page.get_by_test_id("nav-loading")).to_be_visible()
    shown.wx("hideNavigationBarLoading")
    expect(shown.page.get_by_test_id("nav-loading")).to_be_hidden()


def test_badges_and_dots(open_page: Open) -> None:
    shown = open_page("pages/home/index")
    badge = shown.page.get_by_test_id("tab-1-badge")
    shown.wx("setTabBarBadge", {"index": 1, "text": "12345"})
    expect(badge).to_have_text("123…")
    shown.wx("removeTabBarBadge", {"index": 1})
    expect(badge).to_be_hidden()
    shown.wx("showTabBarRedDot", {"index": 1})
    expect(badge).to_have_class("tab-badge tab-dot")
    shown.wx("hideTabBarRedDot", {"index": 1})
    expect(badge).to_be_hidden()


def test_items_style_and_hiding(open_page: Open) -> None:
    shown = open_page("pages/home/index")
    shown.wx("setTabBarItem", {"index": 1, "text": "分类"})
    expect(shown.page.get_by_test_id("tab-1")).to_have_text("分类")
    shown.wx("setTabBarStyle", {"color": "#112233"})
    expect(shown.page.get_by_test_id("tab-1")).to_have_css("color", "rgb(17, 34, 51)")
    shown.wx("hideTabBar")
    expect(shown.page.get_by_role("tablist")).to_be_hidden()
    shown.wx("showTabBar")
    expect(shown.page.get_by_role("tablist")).to_be_visible()


def test_the_tab_bar_is_out_of_reach_elsewhere(open_page: Open) -> None:
    shown = open_page("pages/wx-bars/index")
    assert shown.wx("setTabBarBadge", {"index": 0, "text": "1"}) == {"errMsg": "setTabBarBadge:fail not TabBar page"}
    home = shown.open("pages/home/index")
    assert home.wx("setTabBarBadge", {"index": 9, "text": "1"}) == {
        "errMsg": "setTabBarBadge:fail tabbar item not found"
    }


def test_pull_down_by_call(open_page: Open) -> None:
    shown = open_page("pages/scroll/index")
    assert shown.wx("startPullDownRefresh") == {"errMsg": "startPullDownRefresh:ok"}
    expect(shown.page.get_by_test_id("pull-down").and_(shown.page.locator(":visible"))).to_have_count(1)
    assert shown.wx("stopPullDownRefresh") == {"errMsg": "stopPullDownRefresh:ok"}


def test_scroll_of_the_page(open_page: Open) -> None:
    shown = open_page("pages/wx-observers/index")
    shown.wx("pageScrollTo", {"scrollTop": 100, "duration": 0})
    offset = "() => new Promise((done) => wx.createSelectorQuery().selectViewport().scrollOffset(done).exec())"
    assert shown.call(offset)["scrollTop"] == 100
    shown.wx("pageScrollTo", {"selector": "#target", "offsetTop": -20, "duration": 0})
    assert shown.call(offset)["scrollTop"] == 980
    missing = shown.wx("pageScrollTo", {"selector": "#nothing"})
    assert missing["errMsg"].startswith("pageScrollTo:fail")
