"""Events.

https://developers.weixin.qq.com/miniprogram/dev/framework/view/wxml/event.html
"""

from collections.abc import Callable

from shown import Shown
from steps import log

Open = Callable[..., Shown]


def test_order_and_shape_of_a_tap(open_page: Open) -> None:
    shown = open_page("pages/events/index")
    log(shown)
    shown.element("#inner").click(position={"x": 10, "y": 5})
    assert log(shown) == ["captured", "inner", "middle"]
    event = shown.data("event")
    assert event["type"] == "tap"
    assert event["detail"] == {"x": 10, "y": 5}
    assert event["target"] == {
        "id": "inner",
        "dataset": {"name": "core", "camelCase": "1"},
        "offsetLeft": 0,
        "offsetTop": 0,
    }
    assert event["mark"] == {"area": "outside", "part": 7}
    touch = event["changedTouches"][0]
    assert (touch["identifier"], touch["clientX"], touch["clientY"]) == (0, 10, 5)


def test_fingers_do_the_same(open_page: Open) -> None:
    shown = open_page("pages/events/index")
    log(shown)
    shown.element("#inner").tap()
    assert log(shown) == ["captured", "inner", "middle"]


def test_a_long_press_is_no_tap(open_page: Open) -> None:
    shown = open_page("pages/events/index")
    log(shown)
    shown.element("#press").click(delay=500)
    assert log(shown) == ["touchstart", "longpress", "touchend"]
    shown.element("#press").click()
    assert log(shown) == ["touchstart", "touchend", "tap"]
