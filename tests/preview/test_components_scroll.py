"""`scroll-view` and `swiper`, as WeChat's documentation of components has them."""

from collections.abc import Callable

from heard import drag, heard, set_data, wait_for
from playwright.sync_api import expect
from shown import Shown

Open = Callable[..., Shown]


def scroll(shown: Shown, name: str, **place: int) -> None:
    shown.element(f"#{name} .wx-scroll-area").evaluate("(area, place) => area.scrollTo(place)", place)


def test_scroll_events(open_page: Open) -> None:
    shown = open_page("pages/scrollview/index")
    scroll(shown, "tall", top=300)
    assert wait_for(shown, "scroll", "tall") == {
        "scrollLeft": 0,
        "scrollTop": 300,
        "scrollHeight": 900,
        "scrollWidth": 375,
        "deltaX": 0,
        "deltaY": -300,
    }
    scroll(shown, "tall", top=705)
    assert wait_for(shown, "scrolltolower", "tall") == {"direction": "bottom"}
    scroll(shown, "tall", top=10)
    assert wait_for(shown, "scrolltoupper", "tall") == {"direction": "top"}


def test_each_end_is_told_once_until_there_is_more(open_page: Open) -> None:
    shown = open_page("pages/scrollview/index")
    for top in (720, 740):
        scroll(shown, "tall", top=top)
        wait_for(shown, "scroll", "tall", times=(top - 700) // 20)
    assert [kind for kind, _ in heard(shown)].count("scrolltolower") == 1
    set_data(shown, count=60)
    scroll(shown, "tall", top=1650)
    wait_for(shown, "scrolltolower", "tall", times=2)


def test_places_by_attribute(open_page: Open) -> None:
    shown = open_page("pages/scrollview/index")
    area = shown.element("#tall .wx-scroll-area")
    set_data(shown, top="200rpx")
    expect(area).to_have_js_property("scrollTop", 100)
    set_data(shown, into="row-8")
    expect(area).to_have_js_property("scrollTop", 240)


def test_a_row_of_things(open_page: Open) -> None:
    shown = open_page("pages/scrollview/index")
    expect(shown.element("#wide .wx-scroll-content")).to_have_css("display", "flex")
    expect(shown.element("#wide .wx-scroll-area")).to_have_css("scrollbar-width", "none")
    drag(shown, "#wide", (-120, 0), start=(0.9, 0.5))
    assert heard(shown, "wide")[0] == ("dragstart", {"scrollTop": 0, "scrollLeft": 0})
    assert wait_for(shown, "dragend", "wide")["scrollLeft"] == 120
    scroll(shown, "wide", left=600)
    assert wait_for(shown, "scrolltolower", "wide") == {"direction": "right"}


def test_refresher(open_page: Open) -> None:
    shown = open_page("pages/scrollview/index")
    drag(shown, "#refresher", (0, 40))
    assert [kind for kind, _ in heard(shown, "refresher")][-1] == "refresherabort"
    drag(shown, "#refresher", (0, 120))
    wait_for(shown, "refresherrefresh", "refresher")
    assert [kind for kind, _ in heard(shown, "refresher")].count("refresherrefresh") == 1
    set_data(shown, refreshing=True)
    set_data(shown, refreshing=False)
    wait_for(shown, "refresherrestore", "refresher")
    set_data(shown, refreshing=True)
    wait_for(shown, "refresherrefresh", "refresher", times=2)


def test_swiper_by_finger(open_page: Open) -> None:
    shown = open_page("pages/swiper/index")
    drag(shown, "#plain", (-250, 0), start=(0.9, 0.5))
    told = {"current": 1, "source": "touch", "currentItemId": "item-b"}
    assert wait_for(shown, "change", "plain") == told
    assert wait_for(shown, "animationfinish", "plain") == told
    expect(shown.element("#plain .page >> nth=1")).to_be_in_viewport(ratio=1)
    expect(shown.element("#plain .page >> nth=0")).not_to_be_in_viewport()
    expect(shown.element("#plain .wx-swiper-dots i").nth(1)).to_have_css("background-color", "rgb(1, 2, 3)")


def test_swiper_does_not_leave_its_ends(open_page: Open) -> None:
    shown = open_page("pages/swiper/index")
    drag(shown, "#plain", (250, 0), start=(0.1, 0.5))
    wait_for(shown, "animationfinish", "plain")
    assert [kind for kind, _ in heard(shown, "plain")] == ["animationfinish"]


def test_swiper_by_attribute(open_page: Open) -> None:
    shown = open_page("pages/swiper/index")
    set_data(shown, current=2)
    told = {"current": 2, "source": "", "currentItemId": "item-c"}
    assert wait_for(shown, "change", "plain") == told
    assert wait_for(shown, "animationfinish", "plain") == told


def test_swiper_goes_round_by_itself(open_page: Open) -> None:
    shown = open_page("pages/swiper/index")
    set_data(shown, playing=True)
    wait_for(shown, "change", "circular", times=3)
    details = [detail for _, detail in heard(shown, "circular")][:3]
    assert [detail["current"] for detail in details] == [1, 2, 0]
    assert {detail["source"] for detail in details} == {"autoplay"}


def test_swiper_keeps_to_fewer_items(open_page: Open) -> None:
    shown = open_page("pages/swiper/index")
    set_data(shown, current=2)
    wait_for(shown, "animationfinish", "plain")
    set_data(shown, items=["a"])
    expect(shown.element("#plain .page")).to_be_in_viewport(ratio=1)
    expect(shown.element("#plain .wx-swiper-dots i")).to_have_count(1)


def test_swiper_vertical_with_several_items(open_page: Open) -> None:
    shown = open_page("pages/swiper/index")
    boxes = [box for item in shown.element("#vertical wx-swiper-item").all() if (box := item.bounding_box())]
    outer = shown.element("#vertical").bounding_box()
    assert outer is not None
    assert [(box["y"] - outer["y"], box["height"]) for box in boxes] == [(20, 100), (120, 100), (220, 100)]
    drag(shown, "#vertical", (0, -80), start=(0.5, 0.9))
    assert wait_for(shown, "change", "vertical") == {"current": 1, "source": "touch", "currentItemId": ""}
