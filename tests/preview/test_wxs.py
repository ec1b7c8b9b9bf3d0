"""WXS: modules, its own habits, and handlers that run beside the page."""

from collections.abc import Callable

from playwright.sync_api import expect
from shown import Shown

Open = Callable[..., Shown]


def test_modules(open_page: Open) -> None:
    shown = open_page("pages/wxs/index")
    expect(shown.element("#price")).to_have_text("¥1234.50")
    expect(shown.element("#kind")).to_have_text("Array true String Number")
    expect(shown.element("#date")).to_have_text("1970 true")


def test_a_handler_gets_event_and_owner(open_page: Open) -> None:
    shown = open_page("pages/wxs/index")
    shown.element("#touch").click()
    shown.element("#touch").click()
    box = shown.element("#box")
    expect(box).to_have_css("width", "20px")
    expect(box).to_have_css("opacity", "0.5")
    assert shown.data("called") == {"count": 2, "data": {"name": "area"}, "tag": "area"}


def test_false_stops_the_event(open_page: Open) -> None:
    shown = open_page("pages/wxs/index")
    shown.element("#touch").click()
    assert shown.call("() => getCurrentPages().at(-1).outerTapped") is None


def test_observing_a_property(open_page: Open) -> None:
    shown = open_page("pages/wxs/index")
    watched = shown.element("#watch")
    expect(watched).to_have_css("height", "10px")
    shown.element("#grow").click()
    expect(watched).to_have_css("height", "20px")
    expect(watched).to_have_css("width", "5px")
