"""A contract and its module's folders say the same: no setting, variable or permission that nothing reads."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
import yaml

from pintu.model.contract import Contract
from pintu.packs.discover import discover
from pintu.points.words import zh
from pintu.tree_facts.fields import settings_read, variables_read
from pintu.tree_facts.routes import routes
from pintu.tree_facts.source import folder_of, sources

CATALOGUE = discover()
BUILTIN = CATALOGUE.pack("builtin")
MODULES = list(BUILTIN.contracts.values())
TEMPLATES = BUILTIN.root / "templates"
IN_A_TEMPLATE = re.compile(r"\bsettings\.([a-z_0-9]+)")
DEPENDS_ON = re.compile(r"^depends_on.* = (.*)$", re.MULTILINE)
TABLE_CLASS = re.compile(r"^class (\w+)\(Base\)", re.MULTILINE)
NOT_A_PERMISSION = {"public", "user", "staff", "machine", "program"}

each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.id)
each_contract = pytest.mark.parametrize("contract", [CATALOGUE.base, *MODULES], ids=lambda contract: contract.id)


def in_templates(module: Contract) -> set[str]:
    """Settings that a template of the module substitutes, on either side."""
    folders = (TEMPLATES / side / "modules" / module.id for side in ("backend", "miniprogram"))
    files = (file for folder in folders for file in folder.rglob("*.jinja"))
    return {name for file in files for name in IN_A_TEMPLATE.findall(file.read_text("utf-8"))}


@each_module
def test_settings_are_read(module: Contract) -> None:
    """Each is a field of the module's `settings.py`, or stands in one of its templates; and each field is a setting."""
    assert settings_read(module, BUILTIN) | in_templates(module) == {setting.name for setting in module.settings}


@each_module
def test_settings_are_tried(module: Contract) -> None:
    """A test of the module gives each setting another value than its default, where there is another."""
    tests = (TEMPLATES / "backend" / "modules" / module.id / "tests").rglob("*.py")
    tried = {(name, value) for file in tests for name, value in _configured(module.id, file)}
    for setting in module.settings:
        values = {value for name, value in tried if name == setting.name}
        choices = setting.schema.get("enum")
        only_one = isinstance(choices, list) and len(choices) == 1
        assert only_one or values - {repr(setting.default)}, setting.name


def _configured(module: str, file: Path) -> Iterator[tuple[str, str]]:
    """Name and value, as written, of the settings that `configure("<module>", name=value)` gives."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "configure"):
            continue
        if node.args and ast.literal_eval(node.args[0]) == module:
            yield from ((str(keyword.arg), ast.unparse(keyword.value)) for keyword in node.keywords)


@each_contract
def test_variables_are_read(contract: Contract) -> None:
    assert variables_read(contract, BUILTIN) == {variable.name for variable in contract.env}


@each_module
def test_permissions_that_routes_ask_for_are_declared(module: Contract) -> None:
    declared = {str(entry["id"]) for owner in (CATALOGUE.base, module) for entry in owner.entries("permissions")}
    asked = {route.access for route in routes(module, BUILTIN)} - NOT_A_PERMISSION
    assert asked <= declared


@each_contract
def test_permissions_are_asked_for(contract: Contract) -> None:
    """By a route, by a view of the console, or in the code; the base's own by whichever module."""
    owners = [CATALOGUE.base, *(MODULES if contract is CATALOGUE.base else [contract])]
    said = "\n".join(source.path.read_text("utf-8") for owner in owners for source in sources(owner, BUILTIN))
    assert [entry["id"] for entry in contract.entries("permissions") if f'"{entry["id"]}"' not in said] == []


@each_module
def test_every_route_says_who_may_call_it(module: Contract) -> None:
    assert [route for route in routes(module, BUILTIN) if not route.access] == []


@each_module
def test_events_have_a_class(module: Contract) -> None:
    """With the event's name, in the module itself or in a contract that it provides."""
    files = [source.path for source in sources(module, BUILTIN)]
    files += [TEMPLATES / "backend" / "contracts" / f"{capability}.py" for capability in module.provides]
    said = "\n".join(file.read_text("utf-8") for file in files if file.is_file())
    assert [entry["id"] for entry in module.entries("events") if f'"{entry["id"]}"' not in said] == []


@each_contract
def test_pages_are_there(contract: Contract) -> None:
    """Each page is a folder with its four files.

    The bar above it shows the contract's title while it opens; a page that may be a tab shows nothing there until it
    knows its label, which is the blueprint's.
    """
    base = contract is CATALOGUE.base
    for entry in contract.entries("pages"):
        name, tab = str(entry["id"]), bool(entry.get("tab"))
        if base:
            folder = (
                TEMPLATES / "miniprogram" / "base" / (f"pages/{name}" if tab else f"modules/{contract.id}/pages/{name}")
            )
        else:
            folder = TEMPLATES / "miniprogram" / "modules" / contract.id / (f"main/{name}" if tab else f"pages/{name}")
        files = {file.name.removesuffix(".jinja") for file in folder.glob("index.*")}
        assert files == {"index.js", "index.json", "index.wxml", "index.wxss"}, folder
        assert _title(folder) == ("" if tab else zh(entry["title"])), folder


def _title(folder: Path) -> str:
    """The title in the page's own configuration, rendered or not; "" where it has none."""
    (file,) = folder.glob("index.json*")
    found = re.search(r'"navigationBarTitleText": "([^"]*)"', file.read_text("utf-8"))
    return found[1] if found else ""


@each_module
def test_components_of_home_blocks_are_there(module: Contract) -> None:
    folder = TEMPLATES / "miniprogram" / "modules" / module.id
    for entry in module.entries("home_blocks"):
        home = folder / "main" if entry.get("eager") else folder
        assert (home / "components" / str(entry["component"]) / "index.js").is_file()


@each_module
def test_handlers_of_actions_are_there(module: Contract) -> None:
    handlers = [
        str(entry["handler"])
        for point in ("product_actions", "order_actions", "on_launch")
        for entry in module.entries(point)
    ]
    files = (TEMPLATES / "miniprogram" / "modules" / module.id / "main").rglob("actions.js")
    said = "".join(file.read_text("utf-8") for file in files)
    assert [name for name in handlers if not re.search(rf"\b{name}\b", said)] == []


@each_contract
def test_moments_of_what_is_noted_are_there(contract: Contract) -> None:
    """Each is a moment of the mini-program, and what is kept of it one of its facts."""
    moments = (TEMPLATES / "miniprogram" / "base" / "core" / "moments.js").read_text("utf-8")
    known = {
        name: re.findall(r"(\w+):", facts) for facts, name in re.findall(r"@property \{(\{.*?\})\} (\w+)", moments)
    }
    for entry in contract.entries("tracks"):
        properties = cast("list[dict[str, str]]", entry.get("properties", []))
        assert {one["fact"] for one in properties} <= set(known[str(entry["moment"])]), entry["id"]


@each_module
def test_the_module_is_where_the_registry_looks_for_it(module: Contract) -> None:
    assert "MODULE" in (folder_of(module, BUILTIN) / "module.py").read_text("utf-8")


def test_no_two_tables_have_a_class_of_the_same_name() -> None:
    """Relations are written with it, and SQLAlchemy looks it up among the rows of all modules."""
    files = (TEMPLATES / "backend").glob("**/models*.py")
    names = [name for file in files for name in TABLE_CLASS.findall(file.read_text("utf-8"))]
    assert sorted(names) == sorted(set(names))


def test_migrations_name_only_what_nothing_else_that_they_need_brings() -> None:
    """Alembic's walk over several heads stumbles, by the order of a set, over what is named twice."""
    needs = {}
    for file in (TEMPLATES / "backend" / "modules").glob("*/migrations/*.py"):
        named = ast.literal_eval(DEPENDS_ON.findall(file.read_text("utf-8"))[0]) or ()
        revision = "_".join(re.split(r"_(\d{4})", file.stem)[:2])
        needs[revision] = {named} if isinstance(named, str) else set(named)

    def brought(revision: str) -> set[str]:
        return set().union(*({one} | brought(one) for one in needs.get(revision, ())))

    for revision, named in needs.items():
        assert not named & set().union(*(brought(one) for one in named)), revision


@pytest.mark.parametrize("vertical", [vertical for vertical, _ in CATALOGUE.verticals()])
def test_a_vertical_is_made_of_modules_that_are_made_for_it(vertical: str) -> None:
    """Or the gallery would not show them there, and the shops of the covering array would have others in."""
    blueprint = yaml.safe_load((BUILTIN.root / "blueprints" / f"{vertical}.yaml").read_text("utf-8"))
    named = {id_ for id_, settings in blueprint["modules"].items() if settings is not False}
    assert sorted(id_ for id_ in named if vertical not in CATALOGUE.contracts[id_].verticals) == []
