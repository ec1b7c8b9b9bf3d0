"""What the bundler says of a mini-program that does not compile: where, and what; and the next build is as ever."""

from pathlib import Path

from playwright.sync_api import Page, expect
from server import serving
from small_app import copy_app

from pintu.javascript.node import Node
from pintu.preview.bundle import bundler


def test_what_does_not_compile_is_told_where_it_is(node: Node, tmp_path: Path, page: Page) -> None:
    app, out = tmp_path / "miniprogram", tmp_path / "out"
    copy_app(app)
    script, template = app / "pages/home/index.js", app / "pages/home/index.wxml"
    sound = script.read_text("utf-8"), template.read_text("utf-8")
    with bundler(node, app, out) as bundling, serving(out) as server:
        script.write_text(f"const = 5;\n{sound[0]}", "utf-8")
        template.write_text(f"<view>{{{{order +}}}}</view>\n{sound[1]}", "utf-8")
        told = {(one.code, one.where.file, one.where.line) for one in bundling.build().diagnostics}
        assert told == {("preview.source", str(script), 1), ("preview.source", str(template), 1)}

        page.goto(f"{server.url}/preview/")
        expect(page.get_by_test_id("frame-problems").locator("li")).to_have_count(2)
        expect(page.locator("#app:not([src])")).to_be_attached()  # there is no mini-program to show yet

        script.write_text(sound[0], "utf-8")
        template.write_text(sound[1], "utf-8")
        assert bundling.build().diagnostics == ()
        page.reload()
        expect(page.get_by_test_id("frame-problems")).to_be_hidden()
        expect(page.frame_locator("#app").get_by_test_id("page").first).to_be_visible()


MISSHAPEN = [
    ("app.json", '{"pages": "pages/home/index"}'),
    ("app.json", '{"pages": ["pages/home/index"], "subPackages": [{"root": "sub"}]}'),
    ("app.json", '{"pages": ["pages/home/index"], "subPackages": [{"pages": []}, 3]}'),
    ("app.json", '{"pages": ["pages/home/index"], "tabBar": {"list": [null, {"pagePath": "pages/gone/index"}]}}'),
    ("app.json", '{"pages": ["pages/home/index", "pages/gone/index"]}'),
    ("app.json", '{"pages": [pages/home/index]}'),
    ("app.json", "[]"),
    ("pages/home/index.json", "null"),
    ("pages/home/index.json", '{"usingComponents": {"a": 3}}'),
    ("pages/home/index.json", '{"usingComponents": {"a": "./gone"}}'),
    ("pages/home/index.json", '{"usingComponents": '),
]
"""What somebody has on the way to something right: saved, it must not end the watch."""


def test_what_is_half_written_is_told_and_waited_for(node: Node, tmp_path: Path) -> None:
    app = tmp_path / "miniprogram"
    copy_app(app)
    with bundler(node, app, tmp_path / "out") as bundling:
        for name, content in MISSHAPEN:
            file = app / name
            sound = file.read_text("utf-8")
            file.write_text(content, "utf-8")
            told = [one for one in bundling.build().diagnostics if one.severity == "error"]
            assert told, content
            assert all((one.where.file, bool(one.where.line)) == (str(file), True) for one in told), (content, told)
            file.write_text(sound, "utf-8")
        assert bundling.build().diagnostics == ()


def test_a_comparison_is_no_tag(node: Node, tmp_path: Path) -> None:
    app = tmp_path / "miniprogram"
    copy_app(app)
    template = app / "pages/home/index.wxml"
    template.write_text("<view>{{a<b ? 1 : 2}}</view>" + template.read_text("utf-8"), "utf-8")
    with bundler(node, app, tmp_path / "out") as bundling:
        assert bundling.build().diagnostics == ()
