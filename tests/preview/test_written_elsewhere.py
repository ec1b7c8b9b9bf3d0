"""What mini-programs that nobody here wrote do, and WeChat allows."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect
from server import serving
from shown import Shown
from small_app import copy_app

from pintu.javascript.node import Node
from pintu.preview.bundle import bundler

FILES = {
    "custom-tab-bar/index.json": '{"component": true}',
    "custom-tab-bar/index.wxml": '<view id="bar" class="bar" bindtap="go">{{chosen}}</view>',
    "custom-tab-bar/index.wxss": ".bar { position: fixed; bottom: 0; height: 50px; width: 100%; }",
    "custom-tab-bar/index.js": """
        Component({
            data: { chosen: "?" },
            methods: { go() { wx.switchTab({ url: "/pages/tab/index" }); } },
        });""",
    "pages/elsewhere/index.json": '{"usingComponents": {"their-badge": "their-library/badge/badge"}}',
    "pages/elsewhere/index.wxml": '<span id="unknown">{{words}}</span><their-badge />',
    "pages/elsewhere/index.js": """
        import { shout } from "../../mixed";
        import { low } from "their-library/tools/index";
        Page({ data: { words: shout("mixed") + low("UNBUILT") } });""",
    "mixed.js": """
        import { mark } from "./mark";
        module.exports = { shout: (words) => words.toUpperCase() + mark };""",
    "mark.js": 'export const mark = "!";',
    "node_modules/their-library/package.json": '{"name": "their-library", "miniprogram": "made"}',
    "node_modules/their-library/made/tools/index.js": "exports.low = (words) => words.toLowerCase();",
    "node_modules/their-library/made/badge/badge.json": '{"component": true}',
    "node_modules/their-library/made/badge/badge.wxml": '<view id="badge">new</view>',
    "node_modules/their-library/made/badge/badge.js": "Component({});",
}


def test_it_opens(node: Node, tmp_path: Path, page: Page) -> None:
    app, out = tmp_path / "miniprogram", tmp_path / "out"
    copy_app(app)
    for name, content in FILES.items():
        (app / name).parent.mkdir(parents=True, exist_ok=True)
        (app / name).write_text(content, "utf-8")
    config = json.loads((app / "app.json").read_text("utf-8"))
    config["tabBar"]["custom"] = True
    config["pages"].append("pages/elsewhere/index")
    (app / "app.json").write_text(json.dumps(config), "utf-8")
    with bundler(node, app, out) as bundling:
        told = bundling.build().diagnostics
    assert [(one.severity, Path(one.where.file).parent.name, one.where.line) for one in told] == [
        ("warning", "elsewhere", 1)  # <span>
    ]
    with serving(out) as server:
        shown = Shown(page, server.url).open("pages/elsewhere/index")
        expect(shown.element("#unknown")).to_have_text("MIXED!unbuilt")
        expect(shown.element("#badge")).to_have_text("new")
        expect(shown.page.locator("#bar")).to_have_count(0)  # no page of a tab

        shown.open("pages/home/index")
        expect(shown.page.locator("#tabbar")).to_be_hidden()
        shown.call("() => getCurrentPages()[0].getTabBar().setData({ chosen: 'home' })")
        expect(shown.element("#bar")).to_have_text("home")
        shown.element("#bar").click()
        expect(shown.page.locator('[data-path="pages/tab/index"]')).to_be_visible()
        expect(shown.element("#bar")).to_have_text("?")  # each page has its own
        shown.check()
