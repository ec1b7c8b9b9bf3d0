"""Reading scripts, templates and configuration: what is code, what only looks like it, and where it stands."""

import pytest

from pintu.gates.source.bindings import Bindings
from pintu.gates.source.code import Code
from pintu.gates.source.expressions import beginnings
from pintu.gates.source.json_file import read_json
from pintu.gates.source.markup import tags
from pintu.gates.source.platform import platform_calls
from pintu.gates.source.script import bound, required, tokens
from pintu.gates.source.text import Text
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Document, Where


@pytest.mark.parametrize(
    ("script", "paths"),
    [
        ('const a = require("./a");', ["./a"]),
        ("// require('./a')\n/* require('./b') */ require('./c')", ["./c"]),
        ('const s = "require(\\"./a\\")"; require("./b")', ["./b"]),
        ('const r = /require\\("[/]x"\\)/; require("./b")', ["./b"]),
        ("const half = a / 2; require('./b'); const other = c / 3;", ["./b"]),
        ("const t = `${require('./a')} require('./b') ${`${require('./c')}`}`; require('./d')", ["./a", "./c", "./d"]),
        ("require.async('./later').then(run)", ["./later"]),
        ("import x from './x'; import './y';", ["./x", "./y"]),
        ("load('./a')", []),
    ],
)
def test_what_a_script_requires(script: str, paths: list[str]) -> None:
    assert [token.text for token in required(tokens(script))] == paths


def test_what_a_script_calls_a_module() -> None:
    row = tokens('const { open, byRole } = require("../core/navigate");\nconst nav = require("./navigate");')
    assert bound(row, "core/navigate") == ({"open", "byRole"}, set())
    assert bound(row, "./navigate") == (set(), {"nav"})


def test_calls_of_the_platform() -> None:
    script = """wx.login(); this.wx = 1; wx?.getLocation({}); "wx.chooseMedia()"; // wx.scanCode()
        wx["getUserInfo"](); wx?.["startRecord"]; wx[name]; const { openBluetoothAdapter: open, chooseImage } = wx;"""
    names = ["login", "getLocation", "getUserInfo", "startRecord", "openBluetoothAdapter", "chooseImage"]
    assert [token.text for token in platform_calls(Code(tokens(script)))] == names


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ('"/a"', ["/a"]),
        ('"/a" + b', ["/a…"]),
        ('b + "/a"', []),
        ("`/a`", ["/a"]),
        ("`/a/${b ? c : d}/${e}`", ["/a/…"]),
        ('c ? "/a" : "/b"', ["/a", "/b"]),
        ('c === "/x" ? "/a" : d ? "/b" + d : e["/c"]', ["/a", "/b…"]),
        ('a || "/a" || b ?? "/b"', ["/a", "/b"]),
        ('"/a" && "/b"', ["/b"]),
        ('(c ? "/a" : "/b") + d', ["/a…", "/b…"]),
        ('f("/a")', []),
        ('"/a".concat(b)', []),
        ('["/a"]', []),
        ("HOME", ["/home"]),
        ("HOME + b", ["/home…"]),
        ("early", []),
    ],
)
def test_what_an_expression_begins_with(expression: str, found: list[str]) -> None:
    code = Code(tokens(f'const HOME = "/home"; let early = "/x"; value({expression}); const late = "/late";'))
    start = next(i for i in range(len(code.row)) if code.word(i) == "value") + 2
    written = beginnings(Bindings(code), start, code.closes[start - 1])
    assert [one.token.text + ("" if one.whole else "…") for one in written] == found


@pytest.mark.parametrize(
    ("script", "is_own"),
    [
        ("here;", False),
        ("const here = 1; here;", True),
        ("{ const here = 1; } here;", False),
        ("{ var here = 1; } here;", True),
        ("const a = f(1, 2), here = 2; here;", True),
        ("const { a: [here], ...b } = c; here;", True),
        ("const { here: a } = b; here;", False),
        ("function f(here) { here; }", True),
        ("function f(here) {} here;", False),
        ("f(here => { here; });", True),
        ("f(here => 1, here);", False),
        ("f((a, here) => a + here);", True),
        ("class here {} here;", True),
        ("try {} catch (here) { here; }", True),
        ("if (here) { here; }", False),
        ('import a, { b as here } from "c"; here;', True),
        ("this.const = here;", False),
    ],
)
def test_which_names_are_the_scripts_own(script: str, is_own: bool) -> None:  # noqa: FBT001  a case
    code = Code(tokens(script))
    last = max(i for i in range(len(code.row)) if code.word(i) == "here")
    assert (Bindings(code).holds("here", last) is not None) == is_own


def test_tags_with_comparisons_comments_and_scripts() -> None:
    script = '<wxs module="m">if (a<b) {}</wxs>'
    markup = f"<!-- <a/> -->{script}\n<view wx:if=\"{{{{a < b}}}}\" hidden>{{{{c<d}}}}</view><icon name='x'/>"
    found = tags(markup)
    assert [tag.name for tag in found] == ["wxs", "view", "icon"]
    assert {name: one.value for name, one in found[1].attributes.items()} == {"wx:if": "{{a < b}}", "hidden": ""}
    assert markup[found[2].attributes["name"].value_offset] == "x"


def test_values_of_json_have_places() -> None:
    read = read_json(Text("app.json", '{\n\t"pages": [\n\t\t"a",\n\t\t"b/\\u4e2d"\n\t]\n}\n'))
    assert isinstance(read, Document)
    assert read.data == {"pages": ["a", "b/中"]}
    assert read.where(("pages", 1)) == Where("app.json", 4, 3, "pages[1]")


@pytest.mark.parametrize(
    "key",
    ['"\\ud83d\\ude00"', '"a\\/b"', '"a: {[,\\"\\\\"', f'"{"long" * 500}"', '"\x7f"', '"k"\n'],
)
def test_whatever_is_json_has_places(key: str) -> None:
    read = read_json(Text("app.json", f'{{"first": [{{}}, 1e9, null], {key}: {{"wanted":true}}}}'))
    assert isinstance(read, Document)
    name = list(read.data)[1]
    where = read.where((name, "wanted"), key=True)
    line = read.text.split("\n")[where.line - 1]
    assert line[where.column - 1 :].startswith('"wanted"')


@pytest.mark.parametrize("value", ["[" * 100_000 + "]" * 100_000, "1" * 5000], ids=["nested", "digits"])
def test_what_is_beyond_reason_is_said(value: str) -> None:
    read = read_json(Text("app.json", f'{{"a":{value}}}'))
    assert isinstance(read, Diagnostic)
