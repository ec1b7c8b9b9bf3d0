"""`canvas` with `type="2d"`, as WeChat's documentation has it, and what becomes of it as a picture.

https://developers.weixin.qq.com/miniprogram/dev/component/canvas.html
"""

from collections.abc import Callable
from typing import Any

import pytest
from shown import Shown

Open = Callable[..., Shown]
GREEN = [7, 193, 96, 255]
CLEAR = [0, 0, 0, 0]
COLOUR = """([x, y]) => [...getCurrentPages().at(-1).pen.getImageData(x, y, 1, 1).data]"""


@pytest.fixture
def drawn(open_page: Open) -> Shown:
    """The page, once it has drawn."""
    shown = open_page("pages/canvas/index")
    shown.page.wait_for_function("() => getCurrentPages().at(-1).data.size")
    return shown


def kept(shown: Shown, options: str = "") -> Any:  # noqa: ANN401  whatever the call answers
    """The picture of the canvas: what `getImageInfo` says of it, or what the call fails with."""
    script = f"""() => new Promise((done) => wx.canvasToTempFilePath({{
      canvas: getCurrentPages().at(-1).node, {options}
      success: ({{ tempFilePath }}) => wx.getImageInfo({{ src: tempFilePath, success: done }}), fail: done,
    }}))"""
    return shown.call(script)


def test_it_is_as_fine_as_the_screen(drawn: Shown) -> None:
    ratio = drawn.call("() => wx.getWindowInfo().pixelRatio")
    assert drawn.data("size") == {"width": 200, "height": 100, "pixelRatio": ratio}
    canvas = drawn.element("#drawn canvas")
    assert canvas.evaluate("(one) => [one.width, one.height]") == [200 * ratio, 100 * ratio]
    assert drawn.call(COLOUR, [10 * ratio, 10 * ratio]) == GREEN
    assert drawn.call(COLOUR, [190 * ratio, 10 * ratio]) == CLEAR


def test_its_size_where_no_style_says_one(drawn: Shown) -> None:
    box = drawn.element("#plain").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (300, 150)


def test_the_node_is_wechat_s_and_not_the_browser_s(drawn: Shown) -> None:
    script = """() => {
      const { node, pen } = getCurrentPages().at(-1)
      return [node.style, node.addEventListener, node.getContext("webgl"), pen.canvas === node,
        node.getContext("2d") === pen, node.toDataURL().slice(0, 14)]
    }"""
    assert drawn.call(script) == [None, None, None, True, True, "data:image/png"]


def test_frames(drawn: Shown) -> None:
    drawn.call("() => getCurrentPages().at(-1).animate()")
    drawn.page.wait_for_function("() => getCurrentPages().at(-1).data.frames === 3")
    script = """() => new Promise((done) => {
      const { node } = getCurrentPages().at(-1)
      node.cancelAnimationFrame(node.requestAnimationFrame(() => done("called")))
      node.requestAnimationFrame(() => done("cancelled"))
    })"""
    assert drawn.call(script) == "cancelled"


def test_a_file_of_the_mini_program_is_drawn(drawn: Shown) -> None:
    script = """() => new Promise((done) => {
      const { node, pen } = getCurrentPages().at(-1)
      const image = node.createImage()
      image.onload = () => {
        pen.clearRect(0, 0, 200, 100)
        pen.drawImage(image, 0, 0, 200, 100)
        done([image.width, [...pen.getImageData(30, 30, 1, 1).data][3]])
      }
      image.src = "/images/wide.png"
    })"""
    assert drawn.call(script) == [40, 255]


def test_paths_and_another_canvas(drawn: Shown) -> None:
    script = """() => new Promise((done) => wx.createSelectorQuery().select("#plain").node().exec(([{ node }]) => {
      const page = getCurrentPages().at(-1), { pixelRatio } = wx.getWindowInfo()
      const path = page.node.createPath2D()
      path.rect(150, 0, 50, 50)
      page.pen.fill(path)
      const plain = node.getContext("2d")
      plain.drawImage(page.node, 0, 0, 200, 100)
      const at = (x, y) => [...plain.getImageData(x, y, 1, 1).data]
      done([at(10, 10), at(120, 10), at(180, 10), node.createImageData().width])
    }))"""
    assert drawn.call(script) == [GREEN, CLEAR, GREEN, 300]


def test_fingers_count_from_its_corner(drawn: Shown) -> None:
    box = drawn.element("#drawn").bounding_box()
    assert box is not None
    mouse = drawn.page.mouse
    mouse.move(box["x"] + 10, box["y"] + 20)
    mouse.down()
    mouse.move(box["x"] + 60, box["y"] + 30)
    mouse.up()
    drawn.page.wait_for_function("() => getCurrentPages().at(-1).data.touches.length === 2")
    assert drawn.data("touches") == [
        {"type": "touchstart", "touches": [{"identifier": 0, "x": 10, "y": 20}]},
        {"type": "touchmove", "touches": [{"identifier": 0, "x": 60, "y": 30}]},
    ]
    assert drawn.data("taps") == 0
    drawn.element("#drawn").click()
    assert drawn.data("taps") == 1


def test_a_picture_of_it(drawn: Shown) -> None:
    ratio = drawn.call("() => wx.getWindowInfo().pixelRatio")
    whole = kept(drawn)
    assert (whole["width"], whole["height"], whole["type"]) == (200 * ratio * ratio, 100 * ratio * ratio, "png")
    part = kept(drawn, 'x: 10, width: 30, height: 20, destWidth: 15, destHeight: 10, fileType: "jpg",')
    assert (part["width"], part["height"], part["type"]) == (15, 10, "jpeg")


def test_what_is_no_canvas_gives_no_picture(drawn: Shown) -> None:
    assert drawn.wx("canvasToTempFilePath", {"canvasId": "old"})["errMsg"].startswith("canvasToTempFilePath:fail")
    assert kept(drawn, 'fileType: "gif",')["errMsg"] == "canvasToTempFilePath:fail invalid fileType gif"
    assert kept(drawn, "width: 0,")["errMsg"] == "canvasToTempFilePath:fail create bitmap failed"


def test_what_it_does_not_do_is_said(drawn: Shown) -> None:
    assert "[preview] canvas without a type is not supported" in drawn.warnings
    query = """() => new Promise((done) => wx.createSelectorQuery().select("#old")
      .fields({ node: true, size: true }).exec(([found]) => done(found)))"""
    assert drawn.call(query) == {"node": None, "width": 300, "height": 150}
