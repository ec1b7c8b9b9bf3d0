"""Every sentence is there in both languages, and every command and option explains itself."""

import ast
import json
import re
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import typer

import pintu
from pintu.cli import build
from pintu.messages import AREAS, Message, Term, everything, language, text
from pintu.packs.builtin import builtin_root
from pintu.usage import help_code

SOURCES = Path(pintu.__file__).parent
BUILT = ("help.", "type.", "because.", "severity.", "heading.")
"""Codes that are put together from parts."""
OF_SHAPES = {"key", "value", "rule", "expected", "found"}
"""What a code that a schema names in `x-problem` can speak of; `known` and `module` as well where a key is unknown."""


def placeholders(said: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(said) if name is not None}


@pytest.mark.parametrize("code", sorted(everything()))
def test_both_languages_say_the_same(code: str) -> None:
    message: Message = everything()[code]
    assert message.en
    assert message.zh
    assert placeholders(message.en) == placeholders(message.zh)
    assert placeholders(message.hint_en) == placeholders(message.hint_zh)
    assert bool(message.hint_en) == bool(message.hint_zh)


@pytest.mark.parametrize("code", sorted(everything()))
def test_english_is_english(code: str) -> None:
    """Chinese stands there only as the name of something on a Chinese screen."""
    message = everything()[code]
    chinese = re.sub("开发管理 / 开发设置", "", f"{message.en}{message.hint_en}")
    assert not re.search("[\u4e00-\u9fff]", chinese)


def test_no_code_stands_in_two_areas() -> None:
    areas = [import_module(f"pintu.messages.{area}").MESSAGES for area in AREAS]
    assert sum(map(len, areas)) == len(everything())


def test_every_area_is_listed() -> None:
    files = {file.stem for file in (SOURCES / "messages").glob("*.py")} - {"__init__"}
    assert files == set(AREAS)


def test_nothing_is_left_unsaid() -> None:
    """A message that no code names, in whole or by its beginning, would never be read."""
    named: set[str] = set()
    begun: set[str] = set(BUILT)
    areas = {SOURCES / "messages" / f"{area}.py" for area in AREAS}
    for file in (file for file in SOURCES.rglob("*.py") if file not in areas):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                named.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                begun.add(str(node.values[0].value))
    for file in (builtin_root() / "schemas").glob("*.json"):
        named |= _problems(json.loads(file.read_text("utf-8")))
    begun = {start for start in begun if re.fullmatch(r"[a-z_]+\.[a-z_.]*", start)}
    assert {code for code in everything() if code not in named and not code.startswith(tuple(begun))} == set()


def _problems(schema: Any) -> set[str]:  # noqa: ANN401  any part of a schema
    if isinstance(schema, list):
        return set().union(*map(_problems, schema))
    if not isinstance(schema, dict):
        return set()
    return set(schema.get("x-problem", {}).values()).union(*map(_problems, schema.values()))


def test_what_schemas_name_is_said_with_what_shapes_know() -> None:
    for name in ("blueprint", "module", "vertical"):
        for code in _problems(json.loads((builtin_root() / "schemas" / f"{name}.schema.json").read_text("utf-8"))):
            assert placeholders(everything()[code].en) <= OF_SHAPES | {"known"}, code


@pytest.mark.parametrize(
    ("variables", "spoken"),
    [
        ({"PINTU_LANG": "zh"}, "zh"),
        ({"PINTU_LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "zh"),
        ({"PINTU_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"PINTU_LANG": "", "LANG": "zh_TW"}, "zh"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh_CN", "LANG": "de_DE"}, "zh"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_language_is_the_readers(variables: dict[str, str], spoken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PINTU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language() == spoken


def test_words_inside_a_message_follow_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    args = {"key": "x", "expected": Term("type.string", "type.array"), "found": Term("type.null")}
    monkeypatch.setenv("PINTU_LANG", "en")
    assert text("shape.wrong_type", args) == "`x` takes a text or a list, not nothing."
    monkeypatch.setenv("PINTU_LANG", "zh")
    assert text("shape.wrong_type", args) == "`x` 应为文本或列表，而不是空值。"


def commands(command: Any, path: str = "") -> list[tuple[str, Any]]:  # noqa: ANN401  click's types moved between versions
    """(path, command) of the whole tree: `validate`, `module.new`."""
    inner = getattr(command, "commands", {})
    return [(path or "pintu", command)] + [
        found for name, sub in inner.items() for found in commands(sub, f"{path}.{name}".strip("."))
    ]


def test_every_command_and_parameter_has_help() -> None:
    for path, command in commands(typer.main.get_command(build())):
        assert f"help.{path}" in everything(), path
        for parameter in command.params:
            assert help_code(path, parameter.name) in everything(), f"{path} {parameter.name}"


def test_no_help_is_for_something_that_is_not_there() -> None:
    known = {"help.any.help", "help.any.version"}
    for path, command in commands(typer.main.get_command(build())):
        known |= {f"help.{path}", *(help_code(path, parameter.name) for parameter in command.params)}
    assert {code for code in everything() if code.startswith("help.")} <= known
