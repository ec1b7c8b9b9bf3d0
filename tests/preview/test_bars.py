"""The bars around a page, and the theme: app.json, theme.json and what can be set at run time."""

from collections.abc import Callable

from playwright.sync_api import expect
from shown import Shown
from steps import log

Open = Callable[..., Shown]
GREY, GREEN, LIGHT_GREEN = "rgb(136, 136, 136)", "rgb(0, 150, 100)", "rgb(0, 220, 160)"


def test_tabs_of_app_json(open_page: Open) -> None:
    shown = open_page("pages/home/index")
    first, second = shown.page.get_by_test_id("tab-0"), shown.page.get_by_test_id("tab-1")
    expect(first).to_have_css("color", GREEN)
    expect(second).to_have_css("color", GREY)
    expect(first.locator("img")).to_have_attribute("src", f"{shown.url}/preview/app/files/icons/chosen.png")
    second.click()
    expect(shown.page.get_by_test_id("nav-title")).to_have_text("第二页")
    assert log(shown)[-1] == "tab.onTabItemTap 1 pages/tab/index 第二页"
    expect(second).to_have_attribute("aria-selected", "true")


def test_no_tab_bar_on_other_pages(open_page: Open) -> None:
    shown = open_page("pages/input/index")
    expect(shown.page.get_by_test_id("tab-0")).to_be_hidden()
    assert shown.wx("setTabBarBadge", {"index": 0, "text": "1"}) == {"errMsg": "setTabBarBadge:fail not TabBar page"}


def test_badges_and_dots(open_page: Open) -> None:
    shown = open_page("pages/home/index")
    badge = shown.page.get_by_test_id("tab-1-badge")
    expect(badge).to_be_hidden()
    shown.wx("setTabBarBadge", {"index": 1, "text": "12"})
    expect(badge).to_have_text("12")
    shown.wx("setTabBarBadge", {"index": 1, "text": "12345"})
    expect(badge).to_have_text("123…")
    shown.wx("removeTabBarBadge", {"index": 1})
    expect(badge).to_be_hidden()
    shown.wx("showTabBarRedDot", {"index": 1})
    expect(badge).to_be_visible()
    shown.wx("hideTabBarRedDot", {"index": 1})
    expect(badge).to_be_hidden()
    assert (
        shown.wx("setTabBarBadge", {"index": 9, "text": "1"})["errMsg"] == "setTabBarBadge:fail tabbar item not found"
    )


def test_tab_bar_at_run_time(open_page: Open) -> None:
    shown = open_page("pages/home/index")
    shown.wx("setTabBarStyle", {"color": "#010203", "selectedColor": "#040506"})
    shown.wx("setTabBarItem", {"index": 1, "text": "新名"})
    expect(shown.page.get_by_test_id("tab-1")).to_have_text("新名")
    expect(shown.page.get_by_test_id("tab-1")).to_have_css("color", "rgb(1, 2, 3)")
    shown.wx("hideTabBar")
    expect(shown.page.get_by_test_id("tab-0")).to_be_hidden()
    shown.wx("showTabBar")
    expect(shown.page.get_by_test_id("tab-0")).to_be_visible()


def test_navigation_bar(open_page: Open) -> None:
    shown = open_page("pages/input/index")
    title = shown.page.get_by_test_id("nav-title")
    expect(title).to_have_text("input")
    expect(shown.page.locator("#navbar")).to_have_css("background-color", "rgb(246, 246, 246)")
    shown.wx("setNavigationBarTitle", {"title": "新标题"})
    shown.wx("setNavigationBarColor", {"frontColor": "#ffffff", "backgroundColor": "#000080"})
    expect(title).to_have_text("新标题")
    expect(title).to_have_css("color", "rgb(255, 255, 255)")
    expect(shown.page.locator("#navbar")).to_have_css("background-color", "rgb(0, 0, 128)")
    shown.wx("showNavigationBarLoading")
    expect(shown.page.get_by_test_id("nav-loading")).to_be_visible()
    shown.wx("hideNavigationBarLoading")
    expect(shown.page.get_by_test_id("nav-loading")).to_be_hidden()
    assert shown.wx("setNavigationBarColor", {"frontColor": "red"})["errMsg"].startswith("setNavigationBarColor:fail")


def test_the_dark_theme(open_page: Open) -> None:
    shown = open_page("pages/home/index", theme="dark")
    assert shown.call("() => wx.getAppBaseInfo().theme") == "dark"
    expect(shown.page.get_by_test_id("tab-0")).to_have_css("color", LIGHT_GREEN)
    expect(shown.page.locator("#navbar")).to_have_css("background-color", "rgb(17, 17, 17)")


def test_devices_and_text_size(open_page: Open) -> None:
    shown = open_page("pages/home/index", device="iphone-se", text="20")
    window = shown.call("() => wx.getWindowInfo()")
    assert (window["statusBarHeight"], window["screenTop"]) == (20, 64)
    assert window["windowHeight"] == 812 - 64 - 50
    assert shown.call("() => wx.getAppBaseInfo().fontSizeSetting") == 20


def test_sharing(open_page: Open) -> None:
    shown = open_page("pages/share/index")
    shown.element("#share").click()
    expect(shown.page.get_by_test_id("share-title")).to_have_text("来自 button")
    expect(shown.page.get_by_test_id("share-path")).to_have_text("/pages/home/index?from=button")
    shown.page.get_by_test_id("share-close").click()
    shown.page.get_by_test_id("nav-menu").click()
    shown.page.get_by_text("转发给朋友").click()
    expect(shown.page.get_by_test_id("share-title")).to_have_text("来自 menu")
