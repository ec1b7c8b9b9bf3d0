"""`navigator`, and components that hold others, as WeChat's documentation of components has them."""

from collections.abc import Callable

import pytest
from heard import drag, heard, set_data, wait_for
from playwright.sync_api import expect
from shown import Shown

Open = Callable[..., Shown]


def test_navigator(open_page: Open) -> None:
    shown = open_page("pages/navigator/index")
    shown.element("#go").click()
    expect(shown.element("#lines")).to_be_visible()
    assert shown.path == "pages/text/index?from=navigator"
    shown.page.get_by_test_id("nav-back").click()
    wait_for(shown, "success", "go")
    shown.element("#redirect").click()
    expect(shown.element("#large")).to_be_visible()
    assert shown.path == "pages/icon/index"


def test_navigator_that_leads_nowhere(open_page: Open) -> None:
    shown = open_page("pages/navigator/index")
    shown.element("#other").click()
    wait_for(shown, "fail", "other")
    shown.element("#nowhere").click()
    assert "is not found" in wait_for(shown, "fail", "nowhere")["errMsg"]
    assert '[preview] navigator target="miniProgram" is not supported' in shown.warnings


def test_root_portal_is_out_of_what_is_around_it(open_page: Open) -> None:
    shown = open_page("pages/containers/index")
    portal = shown.element("#portal")
    portal.click()
    assert [kind for kind, _ in heard(shown, "portal")] == ["tap"]
    expect(portal).to_be_in_viewport(ratio=1)
    set_data(shown, isPortal=False)
    expect(shown.element(".clipped #portal, [class*=clipped] #portal")).to_have_count(1)


def test_match_media(open_page: Open) -> None:
    shown = open_page("pages/containers/index")
    expect(shown.element("#wide")).to_be_visible()
    expect(shown.element("#huge")).to_be_hidden()


def test_page_meta(open_page: Open) -> None:
    shown = open_page("pages/containers/index")
    expect(shown.element("#wide")).to_have_css("color", "rgb(1, 2, 3)")


def test_cover_view(open_page: Open) -> None:
    shown = open_page("pages/containers/index")
    assert wait_for(shown, "load", "cover-image") == {"width": 40, "height": 20}


def test_movable_view_stays_in_its_area(open_page: Open) -> None:
    shown = open_page("pages/containers/index")
    assert wait_for(shown, "change", "movable") == {"x": 10, "y": 20, "source": ""}
    drag(shown, "#movable", (30, 10))
    assert heard(shown, "movable")[-1] == ("change", {"x": 40, "y": 30, "source": "touch"})
    drag(shown, "#movable", (300, -300))
    assert heard(shown, "movable")[-1] == ("change", {"x": 150, "y": 0, "source": "touch"})
    set_data(shown, x=0)
    assert wait_for(shown, "change", "movable", times=len(heard(shown, "movable")))["source"] in ("", "touch")


def test_page_container(open_page: Open) -> None:
    shown = open_page("pages/containers/index")
    panel = shown.element(".panel, [class*=panel] >> text=容器")
    expect(shown.element("text=容器")).to_be_hidden()
    set_data(shown, isShown=True)
    wait_for(shown, "afterenter", "container")
    expect(panel.first).to_be_in_viewport(ratio=1)
    shown.element(".wx-page-container-overlay").click(position={"x": 100, "y": 10})
    wait_for(shown, "afterleave", "container")
    assert [kind for kind, _ in heard(shown, "container")] == [
        "beforeenter",
        "afterenter",
        "clickoverlay",
        "afterleave",
    ]
    expect(shown.element("text=容器")).to_be_hidden()


@pytest.mark.parametrize("again", [1, 2])
def test_what_is_missing_says_so_once(open_page: Open, again: int) -> None:
    shown = open_page("pages/containers/index")
    for _ in range(again):
        shown.call("() => wx.navigateTo({ url: '/pages/containers/index' }).then(() => wx.navigateBack())")
    assert shown.warnings.count("[preview] <map> is not supported") == 1
    expect(shown.element("#map")).to_have_attribute("data-missing", "<map>")
