"""Every case comes out as its folder says, and every diagnostic has one."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest
from play import CASES, cases, expected, play

import pintu
from pintu.messages import everything

SOURCES = Path(pintu.__file__).parent
TESTS = CASES.parent
MINE = ("blueprint", "files", "modules", "packs", "shape", "yaml")
NO_DIAGNOSTIC = ("because.", "type.", "term.")
SHOWN = re.compile(r"\[([a-z]+\.[a-z0-9_]+)\]$", re.MULTILINE)


@pytest.mark.parametrize("case", cases())
def test_case(case: str) -> None:
    assert play(case).files() == expected(case)


def codes() -> set[str]:
    """Every code that a diagnostic can have: those of the areas that hold nothing else, and those named on the spot."""
    areas = {code for area in MINE for code in import_module(f"pintu.messages.{area}").MESSAGES}
    found = {code for code in areas if not code.startswith(NO_DIAGNOSTIC)}
    for file in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Diagnostic":
                found |= {arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    return found


@pytest.mark.parametrize("code", sorted(codes()))
def test_every_code_has_a_case_or_a_test(code: str) -> None:
    """A case is named like the code that it shows; what no folder of files can bring about is named in a test."""
    if (CASES / code).is_dir():
        said = expected(code)
        assert code in {*SHOWN.findall(said.get("stdout", "")), *SHOWN.findall(said.get("stderr", ""))}
    else:
        tests = (file for file in TESTS.rglob("test_*.py") if file.parent != CASES)
        assert any(f'"{code}"' in file.read_text("utf-8") for file in tests), f"nothing shows {code}"


@pytest.mark.parametrize("case", [case for case in cases() if "." in case])
def test_every_case_named_like_a_code_is_of_one(case: str) -> None:
    assert case in everything()
