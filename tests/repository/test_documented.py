"""What there is, is documented and tried by a test; what is documented, is there."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from points_reference import PAGE, page

from pintu.cli import build
from pintu.model.pack import Catalogue
from pintu.packs.discover import discover, open_pack
from pintu.pipeline import check
from pintu.points import POINTS
from pintu.points.point import Point

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
READMES = ("README.md", "README.zh-CN.md")
ROW = re.compile(r"^\|.*`pintu .*$", re.MULTILINE)
COMMAND = re.compile(r"`pintu ([a-z]+)")


def commands() -> dict[str, Any]:
    """Every command by name, as the parser has them."""
    tree: Any = typer.main.get_command(build())
    return dict(tree.commands)


def tried() -> str:
    """All that tests say: the commands of cases, and the tests themselves. To ask for help is not to try."""
    lines = (line for file in _tests() for line in file.read_text("utf-8").splitlines())
    return "\n".join(line for line in lines if "--help" not in line)


def _tests() -> Iterator[Path]:
    yield from (TESTS / "cases").glob("*/command")
    folders = ("unit", "gates", "generated", "preview", "cases", "packs")
    yield from (file for folder in folders for file in (TESTS / folder).rglob("*.py"))


@pytest.mark.parametrize("readme", READMES)
def test_the_table_of_commands_is_the_commands(readme: str) -> None:
    rows = ROW.findall((ROOT / readme).read_text("utf-8"))
    assert {name for row in rows for name in COMMAND.findall(row)} == set(commands())


@pytest.mark.parametrize("readme", READMES)
def test_the_example_is_a_blueprint(readme: str) -> None:
    (example,) = re.findall(r"^```yaml\n(.*?)^```$", (ROOT / readme).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    checked = check(Path("example.yaml"), example.encode())
    assert checked.resolution.module("order").settings["payment_timeout"] == "15m"


@pytest.mark.parametrize("readme", READMES)
def test_its_pictures_and_pages_are_there(readme: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / readme).read_text("utf-8"))
    assert links
    assert [link for link in links if "://" not in link and not (ROOT / link).is_file()] == []


@pytest.mark.parametrize("command", sorted(commands()))
def test_a_command_is_tried(command: str) -> None:
    in_a_case = re.search(rf"^{command}\b", tried(), re.MULTILINE)
    called = rf'\b(?:pintu|run)\(\[?"{command}"|"-m", "pintu", "{command}"'
    assert in_a_case or re.search(called, tried()), f"no test runs `pintu {command}`"


@pytest.mark.parametrize("command", sorted(commands()))
def test_an_option_is_tried(command: str) -> None:
    """Some test gives each option to the command that has it."""
    lines = [line for line in tried().splitlines() if re.search(rf'^{command}\b|"{command}"', line)]
    for parameter in commands()[command].params:
        long = max(parameter.opts, key=len)
        if parameter.param_type_name == "option" and long != "--help":
            said = [option for option in parameter.opts if any(option in _words(line) for line in lines)]
            assert said, f"no test runs `pintu {command} {long}`"


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line) if line[:1].isalpha() else re.findall(r'"([^"]*)"', line)
    except ValueError:
        return re.findall(r'"([^"]*)"', line)


def test_the_reference_of_points_is_as_their_docstrings() -> None:
    assert PAGE.read_text("utf-8") == page(), "run python tests/repository/points_reference.py"


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.name)
def test_a_point_is_used_by_a_module_that_ships_or_by_the_packs_of_tests(point: Point) -> None:
    builtin = discover().pack("builtin")
    catalogue = Catalogue((builtin, open_pack("gifts", TESTS / "packs" / "gifts", "1.0.0")))
    used = [
        id_ for id_, contract in catalogue.contracts.items() if point.entries(contract, catalogue.pack(contract.pack))
    ]
    assert used


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.name)
def test_a_point_is_tried(point: Point) -> None:
    tests = "".join(file.read_text("utf-8") for file in (TESTS / "unit").glob("test_*.py"))
    assert f'"{point.name}"' in tests, f"no test names the point {point.name}"
