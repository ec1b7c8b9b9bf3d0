"""`form` and the fields in it, `button` and `label`, as WeChat's documentation of components has them."""

from collections.abc import Callable

from heard import drag, heard, set_data, wait_for
from playwright.sync_api import expect
from shown import Shown

Open = Callable[..., Shown]

COLOR = "rgb(1, 2, 3)"
FIRST = {
    "text": "甲",
    "long": "乙",
    "on": True,
    "number": 30,
    "many": ["a", "c"],
    "one": "y",
    "row": 1,
    "day": "2024-02-29",
    "stars": 4,
    "inside": "组件里",
}


def test_submit_tells_every_named_field(open_page: Open) -> None:
    shown = open_page("pages/form/index")
    shown.element("#submit").click()
    [(kind, detail)] = heard(shown)
    value = detail["value"]
    assert (kind, value | {"row": int(value["row"])}, detail["formId"]) == ("submit", FIRST, "")
    assert (detail["target"]["id"], detail["target"]["dataset"]) == ("submit", {"from": "button"})


def test_submit_after_a_change(open_page: Open) -> None:
    shown = open_page("pages/form/index")
    shown.element("[name=text] input, wx-input input").first.fill("丙")
    shown.element("wx-switch").click()
    shown.element("wx-checkbox").nth(1).click()
    shown.element("wx-radio").first.click()
    shown.element("#submit").click()
    value = heard(shown)[0][1]["value"]
    assert (value["text"], value["on"], value["many"], value["one"]) == ("丙", False, ["a", "b", "c"], "x")


def test_reset_empties_the_fields(open_page: Open) -> None:
    shown = open_page("pages/form/index")
    shown.element("#reset").click()
    shown.element("#submit").click()
    (kind, _), (_, detail) = heard(shown)
    assert kind == "reset"
    assert detail["value"] == {
        "text": "",
        "long": "",
        "on": False,
        "number": 10,
        "many": [],
        "one": "",
        "row": 0,
        "day": "",
        "stars": 4,
        "inside": "",
    }


def test_buttons_inside_a_component_and_outside(open_page: Open) -> None:
    shown = open_page("pages/form/index")
    shown.element("#outside").click()
    assert heard(shown) == []
    shown.element("#send wx-button").click()
    assert [kind for kind, _ in heard(shown)] == ["submit"]


def test_button_looks(open_page: Open) -> None:
    shown = open_page("pages/button/index")
    expect(shown.element("#primary")).to_have_css("background-color", "rgb(7, 193, 96)")
    expect(shown.element("#plain")).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    mini, usual = shown.element("#mini").bounding_box(), shown.element("#default").bounding_box()
    assert mini is not None
    assert usual is not None
    assert mini["width"] < usual["width"]
    turning = "(element) => getComputedStyle(element, '::before').animationName"
    assert shown.element("#loading").evaluate(turning) == "spin"
    expect(shown.element("#disabled")).to_have_attribute("aria-disabled", "true")


def test_button_hover_class(open_page: Open) -> None:
    shown = open_page("pages/button/index")
    shown.element("#hover").hover()
    shown.page.mouse.down()
    expect(shown.element("#hover")).to_have_css("background-color", COLOR)
    shown.page.mouse.up()
    expect(shown.element("#hover")).not_to_have_css("background-color", COLOR)


def test_button_open_types(open_page: Open) -> None:
    shown = open_page("pages/button/index")
    shown.element("#contact").click()
    shown.page.get_by_test_id("contact-close").click()
    assert wait_for(shown, "contact", "contact") == {"errMsg": "enterContact:ok", "path": "", "query": {}}
    shown.element("#agree").click()
    wait_for(shown, "agreeprivacyauthorization", "agree")
    shown.element("#avatar").click()
    shown.page.get_by_test_id("avatar-own").click()
    assert wait_for(shown, "chooseavatar", "avatar")["avatarUrl"].startswith("wxfile://tmp_")
    shown.element("#user").click()
    assert wait_for(shown, "getuserinfo", "user")["userInfo"]["nickName"] == "微信用户"
    shown.element("#share").click()
    shown.page.get_by_test_id("share-close").click()
    shown.element("#unknown").click()
    assert '[preview] button open-type="teleport" is not supported' in shown.warnings


def test_label_around_and_for(open_page: Open) -> None:
    shown = open_page("pages/label/index")
    shown.element("#around wx-text").click()
    shown.element("#box").click()
    assert heard(shown, "group") == [("change", {"value": ["a"]}), ("change", {"value": []})]
    shown.element("#for").click()
    assert heard(shown, "target") == [("change", {"value": True})]


def test_label_leads_to_the_first_control(open_page: Open) -> None:
    shown = open_page("pages/label/index")
    shown.element("#to-input wx-text").click()
    expect(shown.element("#field input")).to_be_focused()
    shown.element("#to-button wx-text").click()
    shown.element("#button").click()
    assert [kind for kind, _ in heard(shown, "button")] == ["tap", "tap"]
    shown.element("#first wx-text").click()
    expect(shown.element("#one")).to_have_attribute("aria-checked", "true")
    shown.element("#two").click()
    expect(shown.element("#one")).to_have_attribute("aria-checked", "false")


def test_switch(open_page: Open) -> None:
    shown = open_page("pages/switch/index")
    shown.element("#plain").click()
    shown.element("#disabled").click(force=True)
    assert heard(shown) == [("change", {"value": True})]
    shown.element("#bound").click()
    assert shown.data("on") is True
    expect(shown.element("#bound .wx-switch-input")).to_have_css("background-color", COLOR)
    set_data(shown, on=False)
    expect(shown.element("#bound")).to_have_attribute("aria-checked", "false")


def test_checkbox_group(open_page: Open) -> None:
    shown = open_page("pages/choices/index")
    for box in "bca":
        shown.element(f"#{box}").click(force=box == "c")
    assert heard(shown) == [("change", {"value": ["a", "b"]}), ("change", {"value": ["b"]})]
    tick = "(element) => getComputedStyle(element, '::before').borderRightColor"
    assert shown.element("#b .wx-checkbox-input").evaluate(tick) == COLOR


def test_radio_group(open_page: Open) -> None:
    shown = open_page("pages/choices/index")
    for one in "xyz":
        shown.element(f"#{one}").click(force=one == "z")
    assert heard(shown) == [("change", {"value": "y"})]
    expect(shown.element("#y .wx-radio-input")).to_have_css("background-color", COLOR)
    expect(shown.element("#x")).to_have_attribute("aria-checked", "false")


def test_slider_by_drag_and_tap(open_page: Open) -> None:
    shown = open_page("pages/slider/index")
    drag(shown, "#plain .wx-slider-handle", (100, 0))
    told = heard(shown)
    assert [kind for kind, _ in told[:-1]] == ["changing"] * (len(told) - 1)
    assert told[-1][0] == "change"
    assert told[-1][1]["value"] > 50
    expect(shown.element("#plain .wx-slider-value")).to_have_text(str(told[-1][1]["value"]))
    shown.element("#disabled .wx-slider-track").click(position={"x": 5, "y": 1})
    assert heard(shown, "disabled") == []


def test_slider_steps(open_page: Open) -> None:
    shown = open_page("pages/slider/index")
    track = shown.element("#steps .wx-slider-track")
    box = track.bounding_box()
    assert box is not None
    track.click(position={"x": box["width"] - 1, "y": 1})
    track.click(position={"x": box["width"] * 0.45, "y": 1})
    assert [detail["value"] for _, detail in heard(shown)] == [20, 15]
