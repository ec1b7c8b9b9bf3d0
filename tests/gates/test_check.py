"""`pintu check`: what it runs, prints and ends with."""

import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from commanding import Pintu, program
from seeding import sound_copy

from pintu.errors import UserError
from pintu.gates import prepare
from pintu.gates.every import GATES
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where

DOCS = Path(__file__).parents[2] / "docs" / "check.md"
DEFECT = 'const root = document.querySelector("page");\n'
NEED_NODE = ["wxml", "wxss", "templates", "types", "eslint", "compile"]


@pytest.fixture
def pintu(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Pintu:
    monkeypatch.setenv("PINTU_LANG", "en")
    return program(capsys)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound one but for one line, in the working directory as `shop`."""
    monkeypatch.chdir(tmp_path)
    root = sound_copy(Path("shop"))
    with (root / "miniprogram" / "core" / "time.js").open("a", encoding="utf-8") as script:
        script.write(DEFECT)
    return root


def test_text_shows_the_line(pintu: Pintu, project: Path) -> None:
    done = pintu("check", str(project), "--only", "globals")
    assert done.status == 1
    assert "shop/miniprogram/core/time.js:" in done.out
    assert "A mini-program has no `document`.  [globals.unwanted]" in done.out
    assert DEFECT.strip() in done.out
    assert "1 gates, 1 errors, 0 warnings." in done.err


def test_the_weights_are_a_table(pintu: Pintu, project: Path) -> None:
    done = pintu("check", str(project), "--no-node", "--only", "sizes")
    assert done.status == 0
    assert [line.split("  ")[0] for line in done.out.splitlines()] == [
        "Package",
        "main package",
        *(f"modules/{name}" for name in ("app", "catalog", "identity", "order", "payment")),
        "together",
    ]
    assert "Without what npm brings" in done.err


def test_json(pintu: Pintu, project: Path) -> None:
    done = pintu(
        "check", str(project), "--format", "json", "--no-node", "--only", "globals", "--only", "sizes", "--only", "wxml"
    )
    assert done.status == 1
    assert done.data["outcome"] == "invalid"
    states = {row["gate"]: row["state"] for row in done.data["gates"]}
    assert states == {"sizes": "passed", "globals": "failed", "wxml": "left_out"}
    assert done.data["packages"][0]["package"] == ""
    assert done.data["packages"][0]["bytes"] < 600 * 1024
    assert [row["code"] for row in done.data["diagnostics"]] == ["globals.unwanted"]


def test_sarif(pintu: Pintu, project: Path) -> None:
    done = pintu("check", str(project), "--format", "sarif", "--only", "globals")
    result = done.data["runs"][0]["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "shop/miniprogram/core/time.js"
    assert place["region"]["startLine"] > 1


def test_junit_has_a_case_for_each_gate(pintu: Pintu, project: Path) -> None:
    done = pintu(
        "check",
        str(project),
        "--format",
        "junit",
        "--no-node",
        "--only",
        "globals",
        "--only",
        "files",
        "--only",
        "wxss",
    )
    cases = {case.get("name"): [child.tag for child in case] for case in ET.fromstring(done.out).iter("testcase")}  # noqa: S314
    assert cases == {"files": [], "globals": ["failure"], "wxss": ["skipped"]}


def test_github(pintu: Pintu, project: Path) -> None:
    done = pintu("check", str(project), "--format", "github", "--only", "globals")
    assert done.out.startswith("::error file=shop/miniprogram/core/time.js,line=")


def test_without_node_it_says_what_it_leaves_out(pintu: Pintu, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "find_node", lambda: None)
    done = pintu("check", str(project), "--skip", "globals", "--skip", "ruff", "--skip", "mypy", "--skip", "tests")
    assert done.status == 0
    left = [line.split()[2] for line in done.err.splitlines() if line.startswith("Left out:")]
    assert left == NEED_NODE
    assert "there is no Node 20 or newer" in done.err


def test_strict_fails_on_what_is_left_out(pintu: Pintu, project: Path) -> None:
    assert pintu("check", str(project), "--no-node", "--only", "files", "--only", "wxml").status == 0
    assert pintu("check", str(project), "--no-node", "--only", "files", "--only", "wxml", "--strict").status == 1


def test_what_cannot_be_installed_is_left_out(pintu: Pintu, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise UserError([Diagnostic("javascript.not_installed", Where("package-lock.json"), {"said": "no network"})])

    monkeypatch.setattr(prepare, "find_node", object)
    monkeypatch.setattr(prepare, "installed", refuse)
    done = pintu("check", str(project), "--only", "templates")
    assert done.status == 0
    assert "no network" in done.err


def test_without_a_blueprint_the_contracts_are_unknown(pintu: Pintu, project: Path) -> None:
    (project / "blueprint.yaml").unlink()
    done = pintu("check", str(project), "--no-node", "--only", "imports", "--only", "privacy")
    assert done.status == 0
    assert "Left out: imports (there is no blueprint.yaml" in done.err
    assert "Left out: privacy.contracts (there is no blueprint.yaml" in done.err
    assert pintu("check", str(project), "--no-node", "--only", "privacy", "--strict").status == 1


def test_every_format_says_what_is_left_out(pintu: Pintu, project: Path) -> None:
    (project / "blueprint.yaml").unlink()
    ask = ("check", str(project), "--no-node", "--only", "privacy", "--only", "wxml", "--format")
    said = "Left out: privacy.contracts (there is no blueprint.yaml"
    states = {row["gate"]: row["state"] for row in pintu(*ask, "json").data["gates"]}
    assert states == {"privacy": "passed", "privacy.contracts": "left_out", "wxml": "left_out"}
    junit = ET.fromstring(pintu(*ask, "junit").out)  # noqa: S314
    cases = {case.get("name"): [child.tag for child in case] for case in junit.iter("testcase")}
    assert cases == {"privacy": [], "privacy.contracts": ["skipped"], "wxml": ["skipped"]}
    done = pintu(*ask, "sarif")
    notifications = done.data["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert notifications[0]["message"]["text"].startswith(said)
    assert len(notifications) == 2
    assert said in done.err
    done = pintu(*ask, "github")
    assert [line.partition(" (")[0] for line in done.out.splitlines()] == [
        "::notice::Left out: privacy.contracts",
        "::notice::Left out: wxml",
    ]
    assert said in done.err


def test_either_half_of_a_project_will_do(pintu: Pintu, project: Path) -> None:
    shutil.rmtree(project / "miniprogram")
    done = pintu("check", str(project), "--no-node", "--only", "imports", "--only", "files")
    assert done.status == 0
    assert "Left out: files (there is no miniprogram/)" in done.err
    shutil.rmtree(project / "backend")
    done = pintu("check", str(project))
    assert done.status == 1
    assert "check.no_project" in done.err


def test_without_a_backend_that_is_said(pintu: Pintu, project: Path) -> None:
    shutil.rmtree(project / "backend")
    assert "Left out: ruff (there is no backend/)" in pintu("check", str(project), "--only", "ruff").err


def test_a_gate_that_there_is_not(pintu: Pintu, project: Path) -> None:
    done = pintu("check", str(project), "--only", "gloals")
    assert done.status == 2
    assert "There is no gate gloals." in done.err


def test_the_documentation_names_every_gate() -> None:
    rows = [line.split("`")[1] for line in DOCS.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert rows == [gate.id for gate in GATES]


BACKEND = {
    "pyproject.toml": '[dependency-groups]\nrun = []\ndev = []\n[tool.mypy]\nfiles = ["app", "tests"]\n',
    "ruff.toml": 'lint.select = ["F"]\n',
    "app/__init__.py": "",
    "app/money.py": "import os\n\n\ndef total(prices):\n    return sum( prices )\n",
    "tests/test_money.py": "from app.money import total\n\n\ndef test_it() -> None:\n    assert total([1, 2]) == 4\n",
}


def test_a_backend_by_its_own_measure(pintu: Pintu, tmp_path: Path) -> None:
    for name, content in BACKEND.items():
        (tmp_path / "backend" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "backend" / name).write_text(content, "utf-8")
    done = pintu("check", str(tmp_path), "--format", "json", "--only", "ruff", "--only", "mypy", "--only", "tests")
    assert done.status == 1
    told = {(row["code"], Path(row["file"]).name, row["line"]) for row in done.data["diagnostics"]}
    assert told == {
        ("ruff.refused", "money.py", 1),
        ("ruff.unformatted", "money.py", 5),
        ("mypy.refused", "money.py", 4),
        ("mypy.refused", "test_money.py", 5),
        ("tests.failed", "test_money.py", 5),
    }
