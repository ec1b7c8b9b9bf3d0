"""Navigation: https://developers.weixin.qq.com/miniprogram/dev/api/route/wx.navigateTo.html and its neighbours."""

from collections.abc import Callable

from playwright.sync_api import expect
from shown import Shown
from steps import log, paths

Open = Callable[..., Shown]


def test_there_and_back(open_page: Open) -> None:
    shown = open_page("pages/home/index")
    done = shown.call("async () => (await wx.navigateTo({ url: '/pages/input/index?a=1&b=%E8%8C%B6' })).errMsg")
    assert done == "navigateTo:ok"
    assert paths(shown) == ["pages/home/index", "pages/input/index"]
    assert shown.call("() => getCurrentPages().at(-1).options") == {"a": "1", "b": "%E8%8C%B6"}
    assert shown.path == "pages/input/index?a=1&b=%E8%8C%B6"
    shown.page.get_by_test_id("nav-back").click()
    expect(shown.page.get_by_test_id("nav-title")).to_have_text("预览测试")
    assert paths(shown) == ["pages/home/index"]


def test_a_relative_address_counts_from_the_page(open_page: Open) -> None:
    shown = open_page("pages/input/index")
    shown.wx("navigateTo", {"url": "../storage/index"})
    assert paths(shown)[-1] == "pages/storage/index"


def test_ten_pages_at_most(open_page: Open) -> None:
    shown = open_page("pages/home/index")
    for _ in range(9):
        assert shown.wx("navigateTo", {"url": "/pages/storage/index"})["errMsg"] == "navigateTo:ok"
    eleventh = shown.wx("navigateTo", {"url": "/pages/storage/index"})
    assert eleventh == {"errMsg": "navigateTo:fail webview count limit exceed"}
    assert len(paths(shown)) == 10
    shown.wx("navigateBack", {"delta": 100})
    assert paths(shown) == ["pages/home/index"]


def test_what_is_refused(open_page: Open) -> None:
    shown = open_page("pages/home/index")
    refused = [
        ("navigateTo", "/pages/tab/index", "navigateTo:fail can not navigateTo a tabbar page"),
        ("redirectTo", "/pages/tab/index", "redirectTo:fail can not redirectTo a tabbar page"),
        ("switchTab", "/pages/input/index", "switchTab:fail can not switch to no-tabBar page"),
        ("navigateTo", "/pages/nowhere/index", 'navigateTo:fail page "pages/nowhere/index" is not found'),
    ]
    for name, url, problem in refused:
        assert shown.wx(name, {"url": url}) == {"errMsg": problem}
    assert shown.wx("navigateBack") == {"errMsg": "navigateBack:fail cannot navigate back at first page."}
    assert paths(shown) == ["pages/home/index"]


def test_redirect_replaces_the_page(open_page: Open) -> None:
    shown = open_page("pages/home/index")
    shown.wx("navigateTo", {"url": "/pages/lifecycle/index"})
    log(shown)
    shown.wx("redirectTo", {"url": "/pages/input/index"})
    assert "page.onUnload" in log(shown)
    assert paths(shown) == ["pages/home/index", "pages/input/index"]


def test_relaunch_closes_everything(open_page: Open) -> None:
    shown = open_page("pages/home/index")
    shown.wx("switchTab", {"url": "/pages/tab/index"})
    shown.wx("navigateTo", {"url": "/pages/lifecycle/index"})
    log(shown)
    shown.wx("reLaunch", {"url": "/pages/storage/index?x=1"})
    assert {"page.onUnload", "tab.onUnload"} <= set(log(shown))
    assert paths(shown) == ["pages/storage/index"]
    expect(shown.page.get_by_test_id("nav-home")).to_be_visible()
    shown.page.get_by_test_id("nav-home").click()
    expect(shown.element("text=首页")).to_be_visible()


def test_tabs_stay_alive(open_page: Open) -> None:
    shown = open_page("pages/home/index")
    shown.wx("switchTab", {"url": "/pages/tab/index?gone=1"})
    assert log(shown)[-2:] == ["tab.onLoad", "tab.onShow"]
    shown.wx("navigateTo", {"url": "/pages/lifecycle/index"})
    shown.wx("switchTab", {"url": "/pages/home/index"})
    said = log(shown)
    assert "page.onUnload" in said
    assert "tab.onUnload" not in said
    shown.wx("switchTab", {"url": "/pages/tab/index"})
    assert log(shown) == ["tab.onShow"]
    assert paths(shown) == ["pages/tab/index"]


def test_the_event_channel(open_page: Open) -> None:
    shown = open_page("pages/home/index")
    heard = shown.call(
        """async () => {
          const heard = []
          const { eventChannel } = await wx.navigateTo({
            url: "/pages/lifecycle/index",
            events: { ready: (route) => heard.push(route) },
          })
          eventChannel.emit("hello", "茶")
          return heard
        }"""
    )
    assert heard == ["pages/lifecycle/index"]
    assert "page heard 茶" in log(shown)


def test_callbacks(open_page: Open) -> None:
    called = open_page("pages/home/index").call(
        """() => new Promise((done) => {
          const called = []
          wx.navigateTo({
            url: "/pages/nowhere/index",
            success: () => called.push("success"),
            fail: ({ errMsg }) => called.push(errMsg),
            complete: ({ errMsg }) => done([...called, errMsg]),
          })
        })"""
    )
    problem = 'navigateTo:fail page "pages/nowhere/index" is not found'
    assert called == [problem, problem]


def test_a_reload_keeps_the_page(open_page: Open) -> None:
    shown = open_page("pages/home/index")
    shown.wx("navigateTo", {"url": "/pages/component-page/index?id=3"})
    shown.page.reload()
    expect(shown.element("#id")).to_have_text("3")


def test_a_subpackage_that_did_not_come_is_asked_for_again(open_page: Open) -> None:
    shown = open_page("pages/home/index")
    shown.page.route("**/chunks/sub-*", lambda route: route.abort())
    assert shown.wx("navigateTo", {"url": "/sub/pages/inner/index"})["errMsg"].startswith("navigateTo:fail")
    assert shown.expect_problems()
    shown.page.unroute("**/chunks/sub-*")
    shown.wx("navigateTo", {"url": "/sub/pages/inner/index"})
    expect(shown.element("#text")).to_have_text("分包！")


def test_a_subpackage_is_fetched_when_it_is_needed(open_page: Open) -> None:
    shown = open_page("pages/home/index")
    before = shown.call(
        "() => performance.getEntriesByType('resource').filter(({ name }) => /chunks/.test(name)).length"
    )
    shown.wx("navigateTo", {"url": "/sub/pages/inner/index"})
    expect(shown.element("#text")).to_have_text("分包！")
    after = shown.call(
        "() => performance.getEntriesByType('resource').filter(({ name }) => /chunks/.test(name)).length"
    )
    assert after > before
    assert shown.wx("loadSubpackage", {"name": "nothing"})["errMsg"].startswith("loadSubpackage:fail")


def test_a_component_of_another_package_replaces_its_placeholder(open_page: Open) -> None:
    shown = open_page("pages/placeholder/index")
    expect(shown.element("#remote .label, #remote [class*=label]")).to_have_text("远方")
