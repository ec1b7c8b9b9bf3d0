"""What is sound passes, however it is written; and what cannot be read is told once."""

from pathlib import Path

import pytest
from seeding import APP, HOME, ORDERS, PROJECT, THEME, WITHOUT_NODE, Seed, found, outcomes, plant, sound_copy


@pytest.mark.parametrize(
    ("gate", "script"),
    [
        ("globals", "[1].map((document) => document.id);"),
        ("globals", "[1].map(window => { return window; });"),
        ("globals", "function f(a, { document, b: [window] }) { return document + window; }"),
        ("globals", "const { window } = business; window.open();"),
        ("globals", "Component({ window() {}, document: 1 });"),
        ("globals", 'if (typeof window !== "undefined") start();'),
        ("globals", "let a = 1, { b: window = 2 } = c; window = a;"),
        ("globals", 'import all, { document as window } from "./x"; window.open();'),
        ("globals", "class A { window = 1; open() { return this.window; } }"),
        ("globals", "try { f(); } catch (document) { document.message; }"),
        ("navigation", 'wx.navigateTo({ url: "/pages/" + name + "/index" });'),
        ("navigation", "wx.navigateTo({ url: `/pages/${name}/index` });"),
        ("navigation", 'wx.navigateTo({ url: base + "/gone/index" });'),
        ("navigation", 'wx.navigateTo({ url: "/modules/app/pages/about/index?u=" + encodeURIComponent("/a/b") });'),
        ("navigation", 'wx.reLaunch({ url: from === "/gone/a" ? "/pages/me/index" : "/pages/home/index" });'),
        ("navigation", "wx.navigateTo({ url: `${on ? base : other}/gone/index` });"),
        ("navigation", 'wx.navigateTo({ url: on && "/modules/app/pages/about/index" });'),
        ("navigation", 'router.navigateTo({ url: "/api/x" }); axios({ url: "/api/x", page: "2" });'),
        ("files", 'wx.request({ url: host + "/icons/tab/gone.png", other: "/media/gone.png" });'),
        ("files", 'const icon = "/icons/tab/me.png?v=1"; const other = "https://a.b/icons/tab/gone.png";'),
        ("privacy", 'const { login } = wx; wx[name]({}); other["chooseMedia"]({});'),
        ("navigation", 'function f() { const url = "/api/x"; }\nfunction g(url) { wx.reLaunch({ url }); }'),
        ("navigation", 'const url = "/api/x";\nfunction g(url) { wx.reLaunch({ url }); }'),
    ],
)
def test_what_is_sound_in_a_script_passes(gate: str, script: str, tmp_path: Path) -> None:
    root = sound_copy(tmp_path)
    plant(Seed("", ORDERS + ".js", script), root)
    assert found(root, [gate]) == []


@pytest.mark.parametrize(
    ("gate", "markup"),
    [
        ("navigation", '<navigator target="miniProgram" app-id="wx0" url="/pages/theirs/index">go</navigator>'),
        ("navigation", '<navigator open-type="exit" url="/pages/gone/index">go</navigator>'),
        ("navigation", '<navigator url="{{base}}/gone/index">go</navigator>'),
        ("navigation", "<navigator url=\"{{a + '/gone'}}{{b}}\">go</navigator>"),
        ("files", "<image src=\"{{host + '/icons/tab/gone.png'}}\" />"),
        ("files", '<image src="/icons/tab/me.png?v=2" />'),
    ],
)
def test_what_is_sound_in_a_template_passes(gate: str, markup: str, tmp_path: Path) -> None:
    root = sound_copy(tmp_path)
    plant(Seed("", HOME + ".wxml", markup), root)
    assert found(root, [gate]) == []


def test_where_a_component_is_opened_nobody_knows(tmp_path: Path) -> None:
    root = sound_copy(tmp_path)
    link, script = '<navigator url="../gone/index">go</navigator>', 'wx.navigateTo({ url: "../gone/index" });'
    plant(Seed("", "miniprogram/components/icon/index.wxml", link), root)
    plant(Seed("", "miniprogram/components/icon/index.js", script), root)
    assert found(root, ["navigation"]) == []
    plant(Seed("", "miniprogram/components/icon/index.js", f"this.router.{script[3:]}"), root)
    assert [one.code for one in found(root, ["navigation"])] == ["navigation.no_page"]


@pytest.mark.parametrize("file", [HOME + ".json", "miniprogram/components/icon/index.json", THEME])
def test_what_cannot_be_read_is_told_once(file: str, tmp_path: Path) -> None:
    root = sound_copy(tmp_path)
    plant(Seed("", file, "{,", "{"), root)
    assert [one.code for one in found(root, WITHOUT_NODE)] == ["schemas.not_json"]


def test_of_a_theme_that_is_missing_only_that_is_told(tmp_path: Path) -> None:
    root = sound_copy(tmp_path)
    plant(Seed("", APP, '"themeLocation": "gone.json"', '"themeLocation": "theme.json"'), root)
    told = [one.code for one in found(root, ["files"]) if one.severity == "error"]
    assert told == ["files.missing"]


@pytest.mark.parametrize(
    ("file", "content", "code"),
    [
        (APP, "{,", "schemas.not_json"),
        (APP, "[]", "schemas.not_json"),
        (APP, None, "schemas.no_app"),
        (PROJECT, "{,", "schemas.not_json"),
    ],
)
def test_what_everything_rests_on_is_told_alone(file: str, content: str | None, code: str, tmp_path: Path) -> None:
    root = sound_copy(tmp_path)
    plant(Seed("", file, more={file: content}), root)
    told = outcomes(root, WITHOUT_NODE)
    assert [one.code for outcome in told for one in outcome.diagnostics] == [code]
    assert [one.gate for one in told if not one.left_out] == ["schemas", "imports"]
    assert {one.left_out.code for one in told if one.left_out} == {"check.no_pages"}
