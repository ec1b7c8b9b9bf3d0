"""Life cycles in the documented order.

https://developers.weixin.qq.com/miniprogram/dev/framework/app-service/page-life-cycle.html
"""

from collections.abc import Callable

from shown import Shown
from steps import log, settle

Open = Callable[..., Shown]


def test_app_page_and_components(open_page: Open) -> None:
    shown = open_page("pages/lifecycle/index?x=1")
    settle(shown)
    said = log(shown)
    assert said[:2] == ["app.onLaunch", "app.onShow"]
    order = [
        "outer.attached",
        "inner.attached",
        'page.onLoad {"x":"1"}',
        "page.onShow",
        "outer.show",
        "inner.show",
        "outer.ready",
        "inner.ready",
        "page.onReady",
    ]
    assert [one for one in said if one in order] == order
    assert said.count("page.onReady") == 1


def test_how_it_was_launched(open_page: Open) -> None:
    launched = open_page("pages/lifecycle/index?x=1").call("() => getApp().launched")
    assert launched == {"path": "pages/lifecycle/index", "query": {"x": "1"}, "scene": 1001}


def test_another_page_hides_and_coming_back_shows(open_page: Open) -> None:
    shown = open_page("pages/lifecycle/index")
    log(shown)
    shown.wx("navigateTo", {"url": "/pages/input/index"})
    assert log(shown) == ["page.onHide", "outer.hide", "inner.hide"]
    shown.wx("navigateBack")
    assert log(shown) == ["page.onShow", "outer.show", "inner.show"]


def test_unloading_detaches(open_page: Open) -> None:
    shown = open_page("pages/home/index")
    shown.wx("navigateTo", {"url": "/pages/lifecycle/index"})
    log(shown)
    shown.wx("navigateBack")
    assert log(shown) == ["page.onUnload", "inner.detached", "outer.detached"]


def test_a_component_that_comes_later_is_ready_later(open_page: Open) -> None:
    shown = open_page("pages/lifecycle/index")
    settle(shown)
    log(shown)
    shown.call("() => getCurrentPages().at(-1).setData({ more: true })")
    settle(shown)
    assert log(shown)[-2:] == ["later.attached", "later.ready"]
    shown.call("() => getCurrentPages().at(-1).setData({ more: false })")
    assert log(shown) == ["later.detached"]


def test_a_component_as_a_page(open_page: Open) -> None:
    """The query becomes properties where there are some of that name."""
    shown = open_page("pages/component-page/index?id=7&other=1")
    settle(shown)
    assert [one for one in log(shown) if not one.startswith("app.")] == [
        "attached",
        'onLoad {"id":"7","other":"1"} 7',
        "onShow",
        "pageLifetimes.show",
        "ready",
        "onReady",
    ]


def test_an_error_in_a_handler_reaches_the_app(open_page: Open) -> None:
    shown = open_page("pages/lifecycle/index")
    shown.element("#fail").click()
    assert "app.onError Error: 这里出错了" in log(shown)
    assert any("这里出错了" in problem for problem in shown.expect_problems())


def test_a_page_that_is_not_there(open_page: Open) -> None:
    shown = open_page("pages/home/index")
    shown.page.goto("about:blank")
    shown.page.goto(f"{shown.url}/preview/app/index.html#/pages/nowhere/index")
    shown.page.get_by_text("首页", exact=True).first.wait_for()
    assert "app.onPageNotFound pages/nowhere/index" in log(shown)
    assert shown.path == "pages/home/index"
