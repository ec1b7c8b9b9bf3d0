"""Each gate that needs Node, proved by defects. All defects stand in one project but for those that hide each other."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from seeding import ABOUT, ORDERS, Seed, expected, found, outcomes, plant, sound_copy

from javascript import require_node
from pintu.gates import wechat_compilers
from pintu.gates.prepare import PACKAGE
from pintu.gates.schemas import SCHEMAS
from pintu.javascript.packages import placed
from pintu.model.diagnostic import Diagnostic

pytestmark = pytest.mark.xdist_group("node")

DETAIL = "miniprogram/modules/order/pages/detail/index"
SEARCH = "miniprogram/modules/catalog/pages/search/index"
TOGETHER = ("wxml", "wxss", "templates", "types", "eslint")

SEEDS = {
    "unclosed tag": Seed("wxml.refused", ABOUT + ".wxml", "<view><text>a</view>"),
    "bad expression": Seed("wxml.refused", DETAIL + ".wxml", "<text>{{order +}}</text>"),
    "unclosed tag, by the framework": Seed("templates.refused", ABOUT + ".wxml", "<view><text>a</view>"),
    "bad expression, by the framework": Seed("templates.refused", DETAIL + ".wxml", "<text>{{order +}}</text>"),
    "misspelt directive": Seed("templates.refused", SEARCH + ".wxml", '<view wx:fi="{{state}}">a</view>'),
    "brace too many": Seed("wxss.refused", SEARCH + ".wxss", ".a { color: red; }}"),
    "rule that does not end": Seed("wxss.refused", DETAIL + ".wxss", ".a { color: red;"),
    "import that is not there": Seed("wxss.refused", ABOUT + ".wxss", '@import "./gone.wxss";'),
    "wrong option": Seed("types.refused", ORDERS + ".js", 'wx.showToast({ titel: "好了" });'),
    "unused variable": Seed("eslint.refused", SEARCH + ".js", "const nobody = 1;"),
}
MISSING = Seed("compile.refused", "miniprogram/app.json", '"pages/abouts/index"', '"pages/about/index"')
COLOR = Seed("compile.refused", "miniprogram/theme.json", '"pageBackground": "red"', '"pageBackground": "#121513"')
BROKEN = Seed("compile.refused", ORDERS + ".js", "const = 5;")


@pytest.fixture(scope="session", autouse=True)
def with_node() -> None:
    require_node()


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = sound_copy(tmp_path_factory.mktemp("seeded"))
    planted = set[tuple[str, str]]()
    for seed in SEEDS.values():
        if (seed.file, seed.new) not in planted:
            plant(seed, root)
            planted.add((seed.file, seed.new))
    return root


@pytest.fixture(scope="session")
def told(seeded: Path) -> Sequence[Diagnostic]:
    return found(seeded, TOGETHER, node=True)


@pytest.mark.parametrize("name", SEEDS)
def test_a_defect_is_told_where_it_is(name: str, seeded: Path, told: Sequence[Diagnostic]) -> None:
    seed = SEEDS[name]
    if seed.gate in {"wxml", "wxss"} and not wechat_compilers.is_compiled_for_this():
        pytest.skip("WeChat's compilers are there for Linux only")
    file, line = expected(seed, seeded)
    assert (seed.code, file) in {(one.code, one.where.file) for one in told}
    lines = [one.where.line for one in told if (one.code, one.where.file) == (seed.code, file)]
    assert line in lines


def test_nothing_else_is_told(seeded: Path, told: Sequence[Diagnostic]) -> None:
    """Above all nothing of what npm brings."""
    files = {str(seeded / seed.file) for seed in SEEDS.values()}
    assert {one.where.file for one in told} <= files


@pytest.mark.parametrize("seed", [MISSING, BROKEN, COLOR], ids=["missing page", "broken script", "color of the theme"])
def test_what_an_upload_would_refuse(seed: Seed, tmp_path: Path) -> None:
    root = sound_copy(tmp_path)
    plant(seed, root)
    assert [(one.code, one.where.file, one.where.line) for one in found(root, ["compile"], node=True)] == [
        ("compile.refused", *expected(seed, root))
    ]


def test_elsewhere_than_on_linux_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wechat_compilers, "is_compiled_for_this", lambda: False)
    left = {one.gate: one.left_out for one in outcomes(sound_copy(tmp_path), ["wxml", "wxss"], node=True)}
    assert [reason.code for reason in left.values() if reason] == ["check.only_on_linux"] * 2


def test_without_settings_that_is_said(tmp_path: Path) -> None:
    root = sound_copy(tmp_path)
    (root / "miniprogram" / "tsconfig.json").unlink()
    (root / "miniprogram" / "eslint.config.mjs").unlink()
    left = [one.left_out.code for one in outcomes(root, ["types", "eslint"], node=True) if one.left_out]
    assert left == ["check.no_settings"] * 2


def test_a_tool_that_fails_is_told(tmp_path: Path) -> None:
    root = sound_copy(tmp_path)
    (root / "miniprogram" / "eslint.config.mjs").write_text("throw new Error('no such settings');\n", "utf-8")
    assert [one.code for one in found(root, ["eslint"], node=True)] == ["check.tool_failed"]


def test_the_schemas_are_those_of_the_package() -> None:
    node = require_node()
    script = placed(node, PACKAGE) / "schemas.mjs"
    done = subprocess.run([node.program, script], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {
        file.stem: json.loads(file.read_text("utf-8")) for file in sorted(SCHEMAS.glob("*.json"))
    }
