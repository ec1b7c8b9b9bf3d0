"""Questions about elements: https://developers.weixin.qq.com/miniprogram/dev/api/wxml/NodesRef.fields.html."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from shown import Shown

Open = Callable[..., Shown]


def asked(shown: Shown, questions: str) -> Any:  # noqa: ANN401
    """The results of a query: `questions` come after `wx.createSelectorQuery()`."""
    return shown.call(f"() => new Promise((done) => wx.createSelectorQuery(){questions}.exec(done))")


def until(shown: Shown, expression: str) -> None:
    """Wait until something is true of the data of the page on the screen."""
    shown.page.wait_for_function(f"() => getCurrentPages().at(-1).data.{expression}")


def test_boxes_count_from_the_corner_of_the_page(open_page: Open) -> None:
    [box] = asked(open_page("pages/wx-query/index"), '.select("#box").boundingClientRect()')
    assert box == {
        "id": "box",
        "dataset": {"sku": "12"},
        "left": 40,
        "top": 20,
        "right": 140,
        "bottom": 80,
        "width": 100,
        "height": 60,
    }


def test_all_that_match_and_none(open_page: Open) -> None:
    shown = open_page("pages/wx-query/index")
    found, nothing, no_list = asked(
        shown,
        '.selectAll(".list > .item").boundingClientRect().select("#none").boundingClientRect()'
        '.selectAll(".none").boundingClientRect()',
    )
    assert [(one["dataset"]["at"], one["height"]) for one in found] == [(0, 30), (1, 30), (2, 30)]
    assert (nothing, no_list) == (None, [])


def test_fields(open_page: Open) -> None:
    shown = open_page("pages/wx-query/index")
    box, field = asked(
        shown,
        '.select("#box").fields({ dataset: true, size: true, computedStyle: ["opacity", "backgroundColor"] })'
        '.select("#field").fields({ properties: ["value", "placeholder"] })',
    )
    assert box == {
        "dataset": {"sku": "12"},
        "width": 100,
        "height": 60,
        "opacity": "0.5",
        "backgroundColor": "rgb(7, 193, 96)",
    }
    assert field == {"value": "茶", "placeholder": "口味"}


def test_viewport(open_page: Open) -> None:
    shown = open_page("pages/wx-query/index")
    shown.wx("pageScrollTo", {"scrollTop": 50, "duration": 0})
    box, offset = asked(shown, ".selectViewport().boundingClientRect().selectViewport().scrollOffset()")
    window = shown.call("() => wx.getWindowInfo()")
    assert (box["left"], box["top"], box["height"]) == (0, 0, window["windowHeight"])
    assert (offset["scrollTop"], offset["scrollLeft"]) == (50, 0)
    assert offset["scrollHeight"] > window["windowHeight"]


def test_each_callback_and_the_one_for_all(open_page: Open) -> None:
    shown = open_page("pages/wx-query/index")
    shown.element("#box").click()
    until(shown, "all !== undefined")
    box, viewport = shown.data("all")
    assert box == shown.data("own")
    assert viewport["scrollTop"] == 0


def test_intersection(open_page: Open) -> None:
    shown = open_page("pages/wx-observers/index")
    assert shown.data("seen") == []
    window = shown.call("() => wx.getWindowInfo().windowHeight")
    shown.wx("pageScrollTo", {"scrollTop": 1000 - window + 100 + 30, "duration": 0})
    until(shown, "seen.length === 1")
    shown.wx("pageScrollTo", {"scrollTop": 1000 - window + 100 + 80, "duration": 0})
    until(shown, "seen.length === 2")
    shown.wx("pageScrollTo", {"scrollTop": 0, "duration": 0})
    until(shown, "seen.length === 3")
    first, second, last = shown.data("seen")
    assert (first["id"], first["name"]) == ("target", "瓶")
    assert [one["ratio"] for one in (first, second, last)] == pytest.approx([0.3, 0.8, 0], abs=0.02)


def test_media_query(open_page: Open) -> None:
    shown = open_page("pages/wx-observers/index")
    until(shown, "wide === true")
    shown.page.set_viewport_size({"width": 280, "height": 812})
    until(shown, "wide === false")


def test_animation_by_attribute(open_page: Open) -> None:
    shown = open_page("pages/wx-animation/index")
    moved = shown.element("#moved")
    moved.click()
    expect(moved).to_have_css("opacity", "0.5")
    expect(moved).to_have_css("width", "100px")
    matrix = shown.call("() => getComputedStyle(document.querySelector('#moved')).transform")
    assert matrix.startswith("matrix(")
    expect(moved).to_have_attribute("style", re.compile(re.escape("translateX(50px) rotate(90deg)")))


def test_export_takes_the_steps_away(open_page: Open) -> None:
    script = """() => {
      const animation = wx.createAnimation({ duration: 100 })
      animation.scale(2).step({ delay: 5 })
      const { actions } = animation.export()
      return [actions, animation.export().actions.length]
    }"""
    actions, left = open_page().call(script)
    transition = {"duration": 100, "timingFunction": "linear", "delay": 5}
    assert actions == [
        {
            "animates": [{"type": "scale", "args": [2]}],
            "option": {"transformOrigin": "50% 50% 0", "transition": transition},
        }
    ]
    assert left == 0


def test_key_frames(open_page: Open) -> None:
    shown = open_page("pages/wx-animation/index")
    framed = shown.element("#framed")
    framed.click()
    expect(shown.element("#ended")).to_have_text("ended")
    expect(framed).to_have_css("opacity", "0")
    shown.element("#clear").click()
    expect(shown.element("#ended")).to_have_text("cleared")
    expect(framed).to_have_css("opacity", "1")
