"""Reading scripts, templates and configuration: what is code, what only looks like it, and where it stands."""

import pytest

from pintu.gates.source.json_file import read_json
from pintu.gates.source.markup import tags
from pintu.gates.source.script import bound, platform_calls, required, tokens
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
    row = tokens('wx.login(); this.wx = 1; wx?.getLocation({}); "wx.chooseMedia()"; // wx.scanCode()')
    assert [token.text for token in platform_calls(row)] == ["login", "getLocation"]


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


def test_what_is_nested_beyond_reason_is_said() -> None:
    read = read_json(Text("app.json", '{"a":' + "[" * 100_000 + "]" * 100_000 + "}"))
    assert isinstance(read, Diagnostic)
