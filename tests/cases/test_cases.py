"""Every case comes out as its folder says, and every diagnostic has one."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from diagnostics import PAGE, codes, page
from play import CASES, cases, expected, play

import pintu
from pintu.gates.every import GATES as EVERY_GATE
from pintu.messages import everything

SOURCES = Path(pintu.__file__).parent
TESTS = CASES.parent
NO_FOLDER = {
    "check.tool_failed": "a tool that breaks down itself",
    "file.is_link": "a repository that Windows checks out has no links",
    "file.refused": "the operating system says it",
    "folder.not_writable": "the operating system says it",
    "javascript.no_cache": "where the system keeps a person's files",
    "javascript.no_node": "a machine without Node",
    "javascript.not_installed": "npm says it",
    "preview.source": "the bundler says it",
    "run.no_backend": "a port is tried before",
    "run.not_installed": "pip says it",
    "run.port_taken": "another program holds the port",
    "run.unreadable_backend": "a port is tried before",
    "write.failed": "the disk says it",
    "write.unfinished": "a crash leaves it",
    "yaml.too_large": "a mebibyte is no example",
}
"""Codes that no folder of files brings about, and why."""
GATES = {gate.id for gate in EVERY_GATE}
"""What their findings begin with: each is planted in a whole project, which would be too much of a folder."""
SHOWN = re.compile(r"\[([a-z]+\.[a-z0-9_]+)\]$", re.MULTILINE)


@pytest.mark.parametrize("case", cases())
def test_case(case: str) -> None:
    assert play(case).files() == expected(case)


def test_no_sentence_is_a_diagnostic() -> None:
    """The lists above let nothing through that the program gives to a `Diagnostic` by its name."""
    named = set()
    for file in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Diagnostic":
                named |= {arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    assert named
    assert named <= codes()


def asserted(file: Path) -> Iterator[str]:
    """Texts that a test file holds something against: in an `assert`, a table of what is expected, or a planted defect."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        found: list[ast.AST] = []
        if isinstance(node, ast.Assert):
            found = [node.test]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Seed":
            found = list(node.args[:1])
        elif isinstance(node, ast.FunctionDef):
            found = [one for one in node.decorator_list if "parametrize" in ast.unparse(one)]
        for inside in (inner for one in found for inner in ast.walk(one)):
            if isinstance(inside, ast.Constant) and isinstance(inside.value, str):
                yield inside.value


@cache
def asserted_by_tests() -> frozenset[str]:
    files = (file for file in TESTS.rglob("test_*.py") if file.parent != CASES and "golden" not in file.parts)
    return frozenset(text.strip("[]") for file in files for text in asserted(file))


@pytest.mark.parametrize("code", sorted(codes()))
def test_every_code_has_a_case_or_a_test(code: str) -> None:
    """A case is named like the code that it shows; what no folder of files can bring about, a test asserts."""
    if (CASES / code).is_dir():
        said = expected(code)
        assert code in {*SHOWN.findall(said.get("stdout", "")), *SHOWN.findall(said.get("stderr", ""))}
    else:
        assert code in NO_FOLDER or code.partition(".")[0] in GATES
        assert code in asserted_by_tests(), f"nothing shows {code}"


def test_what_has_a_folder_needs_no_excuse() -> None:
    assert [code for code in NO_FOLDER if (CASES / code).is_dir() or code not in codes()] == []


@pytest.mark.parametrize("case", [case for case in cases() if "." in case])
def test_every_case_named_like_a_code_is_of_one(case: str) -> None:
    assert case in everything()


def test_the_reference_of_diagnostics_is_as_the_catalogue() -> None:
    assert PAGE.read_text("utf-8") == page(), "run python tests/cases/diagnostics.py"
