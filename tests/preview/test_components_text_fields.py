"""`textarea`, and what the types of `input` do, as WeChat's documentation of components has it."""

from collections.abc import Callable

from heard import heard, set_data, wait_for
from playwright.sync_api import expect
from shown import Shown

Open = Callable[..., Shown]

COLOR = "rgb(1, 2, 3)"


def test_textarea_events(open_page: Open) -> None:
    shown = open_page("pages/textarea/index")
    field = shown.element("#plain textarea")
    field.click()
    field.press_sequentially("茶")
    field.press("Enter")
    field.blur()
    assert heard(shown, "plain") == [
        ("focus", {"value": "", "height": 0}),
        ("input", {"value": "茶", "cursor": 1, "keyCode": ord("茶")}),
        ("input", {"value": "茶\n", "cursor": 2, "keyCode": 8}),
        ("blur", {"value": "茶\n", "cursor": 2}),
    ]


def test_textarea_look(open_page: Open) -> None:
    shown = open_page("pages/textarea/index")
    box = shown.element("#plain").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (200, 80)
    expect(shown.element("#plain .wx-placeholder")).to_have_css("color", COLOR)
    expect(shown.element("#plain textarea")).to_have_attribute("maxlength", "20")
    expect(shown.element("#disabled textarea")).to_be_disabled()
    shown.element("#plain textarea").fill("字")
    expect(shown.element("#plain .wx-placeholder")).to_be_hidden()


def test_textarea_grows_with_its_lines(open_page: Open) -> None:
    shown = open_page("pages/textarea/index")
    assert wait_for(shown, "linechange", "grows")["lineCount"] == 1
    before = shown.element("#grows").bounding_box()
    set_data(shown, text="一\n二\n三")
    detail = wait_for(shown, "linechange", "grows", times=2)
    assert (detail["lineCount"], detail["heightRpx"]) == (3, detail["height"] * 2)
    after = shown.element("#grows").bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"] * 2


def test_textarea_answer_does_not_replace_the_text(open_page: Open) -> None:
    field = open_page("pages/textarea/index").element("#grows textarea")
    field.fill("原文")
    expect(field).to_have_value("原文")


def test_textarea_confirm_and_two_way_binding(open_page: Open) -> None:
    shown = open_page("pages/textarea/index")
    field = shown.element("#bound textarea")
    field.fill("二")
    assert shown.data("bound") == "二"
    field.press("Enter")
    assert heard(shown, "bound") == [("confirm", {"value": "二"})]
    expect(field).to_have_value("二")


def test_input_types_keep_to_their_keyboard(open_page: Open) -> None:
    shown = open_page("pages/fields/index")
    for name, typed, kept in [
        ("number", "1a2.3", "123"),
        ("digit", "1a2.3", "12.3"),
        ("idcard", "11x-X", "11xX"),
    ]:
        field = shown.element(f"#{name} input")
        field.press_sequentially(typed)
        expect(field).to_have_value(kept)
    assert heard(shown, "number")[-1][1]["value"] == "123"
    expect(shown.element("#digit input")).to_have_attribute("inputmode", "decimal")


def test_input_nickname_is_reviewed(open_page: Open) -> None:
    shown = open_page("pages/fields/index")
    shown.element("#nickname input").fill("茶客")
    shown.element("#nickname input").blur()
    assert heard(shown) == [("nicknamereview", {"pass": True, "timeout": False})]


def test_input_placeholder_and_length(open_page: Open) -> None:
    shown = open_page("pages/fields/index")
    placeholder = shown.element("#faint .wx-placeholder")
    expect(placeholder).to_have_text("浅色")
    expect(placeholder).to_have_css("color", COLOR)
    expect(placeholder).to_have_css("font-size", "10px")
    assert shown.element("#long input").get_attribute("maxlength") is None
    expect(shown.element("#cursor input")).to_have_attribute("maxlength", "140")


def test_input_selection(open_page: Open) -> None:
    shown = open_page("pages/fields/index")
    set_data(shown, focused=True)
    field = shown.element("#selected input")
    expect(field).to_be_focused()
    assert field.evaluate("({ selectionStart, selectionEnd }) => [selectionStart, selectionEnd]") == [1, 3]


def test_input_keyboard_height(open_page: Open) -> None:
    shown = open_page("pages/fields/index")
    shown.element("#keyboard input").focus()
    shown.call(
        """() => {
          Object.defineProperty(visualViewport, 'height', { value: innerHeight - 260 })
          visualViewport.dispatchEvent(new Event('resize'))
        }"""
    )
    assert heard(shown) == [
        ("focus", {"value": "", "height": 0}),
        ("keyboardheightchange", {"height": 260, "duration": 0}),
    ]


def test_input_confirm_hold(open_page: Open) -> None:
    shown = open_page("pages/fields/index")
    field = shown.element("#hold input")
    field.fill("茶")
    field.press("Enter")
    assert heard(shown) == [("confirm", {"value": "茶"})]
    expect(field).to_be_focused()


def test_a_finger_elsewhere_leaves_the_field(open_page: Open) -> None:
    shown = open_page("pages/label/index")
    field = shown.element("#field input")
    field.tap()
    expect(field).to_be_focused()
    shown.element("#first wx-text").tap()
    expect(field).not_to_be_focused()
    shown.element("#to-input wx-text").tap()
    expect(field).to_be_focused()
