"""`view`, `text`, `image`, `icon`, `rich-text`, `progress`, as WeChat's documentation of components has them."""

from collections.abc import Callable

from heard import heard, set_data, wait_for
from playwright.sync_api import expect
from shown import Shown

Open = Callable[..., Shown]

PRESSED = "rgb(1, 2, 3)"


def test_view_hover_class_while_pressed(open_page: Open) -> None:
    shown = open_page("pages/view/index")
    view = shown.element("#hover")
    view.hover()
    shown.page.mouse.down()
    expect(view).to_have_css("background-color", PRESSED)
    shown.page.mouse.up()
    expect(view).not_to_have_css("background-color", PRESSED)
    assert [kind for kind, _ in heard(shown)] == ["tap"]


def test_view_hover_stop_propagation(open_page: Open) -> None:
    shown = open_page("pages/view/index")
    shown.element("#inner").hover()
    shown.page.mouse.down()
    expect(shown.element("#inner")).to_have_css("background-color", PRESSED)
    expect(shown.element("#outer")).not_to_have_css("background-color", PRESSED)
    shown.page.mouse.up()


def test_view_hidden(open_page: Open) -> None:
    expect(open_page("pages/view/index").element("#hidden")).to_be_hidden()


def test_text_lines_spaces_and_entities(open_page: Open) -> None:
    shown = open_page("pages/text/index")
    lines = shown.element("#lines").bounding_box()
    assert lines is not None
    assert lines["height"] > 30
    expect(shown.element("#decode")).to_have_text("a < b c")
    expect(shown.element("#raw")).to_have_text("a &lt; b")
    expect(shown.element("#space")).to_have_css("white-space", "pre-wrap")
    set_data(shown, dynamic="c &gt; d")
    expect(shown.element("#decode")).to_have_text("c > d c")


def test_text_selection_and_ellipsis(open_page: Open) -> None:
    shown = open_page("pages/text/index")
    expect(shown.element("#select")).to_have_css("user-select", "text")
    expect(shown.element("#nested wx-text")).to_have_css("color", PRESSED)
    clamp = shown.element("#clamp").bounding_box()
    assert clamp is not None
    assert clamp["height"] < 30


def test_image_size_and_load(open_page: Open) -> None:
    shown = open_page("pages/image/index")
    assert wait_for(shown, "load", "default") == {"width": 40, "height": 20}
    box = shown.element("#default").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (320, 240)


def test_image_modes(open_page: Open) -> None:
    shown = open_page("pages/image/index")
    expect(shown.element("#default img")).to_have_css("object-fit", "fill")
    expect(shown.element("#fit img")).to_have_css("object-fit", "contain")
    expect(shown.element("#fill img")).to_have_css("object-fit", "cover")
    expect(shown.element("#corner img")).to_have_css("object-fit", "none")
    expect(shown.element("#corner img")).to_have_css("object-position", "100% 100%")
    expect(shown.element("#width")).to_have_css("height", "50px")
    expect(shown.element("#height")).to_have_css("width", "60px")


def test_image_error_and_what_is_missing(open_page: Open) -> None:
    shown = open_page("pages/image/index")
    expect(shown.element("#lazy img")).to_be_hidden()
    set_data(shown, src="/images/nowhere.png")
    shown.element("#lazy").scroll_into_view_if_needed()
    assert "nowhere.png" in wait_for(shown, "error", "lazy")["errMsg"]
    expect(shown.element("#lazy img")).to_have_attribute("loading", "lazy")
    assert "[preview] image show-menu-by-longpress is not supported" in shown.warnings
    shown.expect_problems()  # the browser's own word about the picture


def test_icons(open_page: Open) -> None:
    shown = open_page("pages/icon/index")
    expect(shown.element("wx-icon svg")).to_have_count(12)
    for index in range(9):
        assert shown.element(f"wx-icon >> nth={index} >> path[d]:not([d=''])").count()
    box = shown.element("#large svg").bounding_box()
    assert box is not None
    assert box["width"] == 40
    expect(shown.element("#large path").first).to_have_attribute("fill", PRESSED)
    expect(shown.element("#rpx svg")).to_have_css("width", "50px")
    assert shown.warnings == ['[preview] icon type="heart" is not supported']


def test_rich_text_from_html(open_page: Open) -> None:
    shown = open_page("pages/richtext/index")
    html = shown.element("#html")
    expect(html).to_have_text("甲乙丙")
    expect(html.locator("script, video, [onclick]")).to_have_count(0)
    expect(html.locator("b")).to_have_text("乙")
    expect(html.locator("div.red, div[class*=red]")).to_have_css("color", "rgb(200, 1, 1)")
    expect(html.locator("img")).to_have_attribute("width", "20")
    assert html.locator("img").evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 40
    html.click()
    assert [kind for kind, _ in heard(shown)] == ["tap"]


def test_rich_text_from_nodes(open_page: Open) -> None:
    shown = open_page("pages/richtext/index")
    paragraph = shown.element("#nodes p")
    expect(paragraph).to_have_text("a < b")
    expect(paragraph).to_have_css("width", "50px")
    expect(paragraph).to_have_css("text-align", "right")
    expect(shown.element("#nodes iframe")).to_have_count(0)


def test_progress(open_page: Open) -> None:
    shown = open_page("pages/progress/index")
    plain = shown.element("#plain")
    expect(plain).to_have_text("40%")
    expect(plain.locator(".wx-progress-bar")).to_have_css("height", "10px")
    expect(plain.locator("i")).to_have_css("background-color", PRESSED)
    assert wait_for(shown, "activeend", "active") == {"curPercent": 20}
    set_data(shown, percent=70)
    expect(plain).to_have_attribute("aria-valuenow", "70")
