"""Custom components.

https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/
"""

from collections.abc import Callable

from playwright.sync_api import expect
from shown import Shown
from steps import log

Open = Callable[..., Shown]
SELECT = "(selector) => getCurrentPages().at(-1).selectComponent(selector)"


def test_named_slots(open_page: Open) -> None:
    shown = open_page("pages/slots/index")
    panel = shown.element("#panel")
    expect(panel.locator('[class*="--title"]')).to_have_text("标题")
    expect(panel.locator('[class*="--body"]')).to_have_text("正文")
    expect(panel.locator('[class*="--foot"]')).to_have_text("页脚")
    shown.call("() => getCurrentPages().at(-1).setData({ isShown: false })")
    expect(panel.locator('[class*="--foot"]')).to_have_text("")


def test_dynamic_slots_with_values(open_page: Open) -> None:
    shown = open_page("pages/slots/index")
    cells = shown.element("#repeater .cell")
    expect(cells).to_have_text(["0:甲", "1:乙"])
    cells.nth(1).click()
    expect(shown.element("#tapped")).to_have_text("乙")
    shown.call("() => getCurrentPages().at(-1).setData({ items: [{ name: '丙' }] })")
    expect(cells).to_have_text(["0:丙"])


def test_relations(open_page: Open) -> None:
    shown = open_page("pages/relations/index")
    said = log(shown)
    assert [one for one in said if one.startswith("linked")] == ["linked a", "linked b"]
    assert "a linked to components/parent/index" in said
    names = "() => getCurrentPages().at(-1).selectComponent('#parent').names()"
    assert shown.call(names) == ["a", "b"]
    shown.call("() => getCurrentPages().at(-1).setData({ third: true })")
    assert shown.call(names) == ["a", "b", "c"]
    shown.call("() => getCurrentPages().at(-1).setData({ third: false })")
    assert "unlinked c" in log(shown)


def test_behaviors_observers_and_events(open_page: Open) -> None:
    shown = open_page("pages/behaviors/index")
    box = shown.element("#counter wx-view")
    expect(box).to_have_text("5/10")
    box.click()
    expect(box).to_have_text("7/14")
    assert shown.data("chosen") == [{"count": 7}]


def test_external_classes(open_page: Open) -> None:
    box = open_page("pages/behaviors/index").element("#counter wx-view")
    expect(box).to_have_css("color", "rgb(255, 0, 0)")
    expect(box).to_have_css("padding-left", "10px")


def test_select_component_gives_its_export(open_page: Open) -> None:
    shown = open_page("pages/behaviors/index")
    assert shown.call("() => getCurrentPages().at(-1).selectComponent('#counter').count()") == 5
    assert shown.call("() => getCurrentPages().at(-1).selectComponent('#nothing')") is None
    assert shown.call("() => getCurrentPages().at(-1).selectAllComponents('#counter, #field').length") == 2


def test_form_field_behavior(open_page: Open) -> None:
    expect(open_page("pages/behaviors/index").element("#field")).to_have_text("mobile=138")


def test_generics(open_page: Open) -> None:
    shown = open_page("pages/generics/index")
    expect(shown.element("#given wx-text")).to_have_text(["x", "y"])
    expect(shown.element("#default wx-text")).to_have_text(["[x]", "[y]"])


def test_components_of_app_json_are_everywhere(open_page: Open) -> None:
    expect(open_page("pages/tab/index").element("everywhere")).to_have_text("处处可用")
