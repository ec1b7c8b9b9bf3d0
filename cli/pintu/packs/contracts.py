"""Reading `schemas/modules/*.yaml` of a pack."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs

from pintu.errors import PackError, UserError
from pintu.model.contract import Contract, Requirement, Setting, Variable, Words
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Data, Document
from pintu.packs.known import keep, recall
from pintu.packs.schemas import contract_validator, in_full, read_schema
from pintu.stages.checks.shape import check_shape, shown
from pintu.stages.checks.suggest import closest
from pintu.stages.read_yaml import known_yaml, read_bytes, read_yaml


def read_contracts(pack: str, root: Path) -> Mapping[str, Contract]:
    """Every contract of a pack by id. Raises `PackError` with all that is wrong with any of them."""
    found: list[Diagnostic] = []
    contracts: dict[str, Contract] = {}
    for path in sorted((root / "schemas" / "modules").glob("*.yaml")):
        try:
            contract = read_contract(pack, path)
            contracts[contract.id] = contract
        except PackError as error:
            found += error.diagnostics
    if found:
        raise PackError(found)
    return contracts


def read_contract(pack: str, path: Path) -> Contract:
    """One contract. Raises `PackError` where it does not fit `schemas/module.schema.json`."""
    try:
        content = read_bytes(path)
        data = recall(content)
        document = read_yaml(path, content) if data is None else known_yaml(path, content, data)
    except UserError as error:
        raise PackError(error.diagnostics) from error
    found = _problems(document, path) if data is None else [*_named_like_its_file(document, path)]
    if found:
        raise PackError(found)
    if data is None:
        keep(content, document.data)
    return _contract(document, pack)


def _problems(document: Document, path: Path) -> list[Diagnostic]:
    _, found = check_shape(document, contract_validator(), read_schema("module"))
    checks = (_settings_fit, _no_entry_twice, _variables_lean_on_what_is_there)
    return found or [*_named_like_its_file(document, path), *(wrong for check in checks for wrong in check(document))]


def _named_like_its_file(document: Document, path: Path) -> Iterator[Diagnostic]:
    """`schemas/base.yaml` is what every project has; its id is `app`. What is known of a text says nothing of this."""
    name = "app" if path.name == "base.yaml" and path.parent.name == "schemas" else path.stem
    if document.data["id"] != name:
        yield Diagnostic("contract.other_name", document.where(("id",)), {"id": document.data["id"], "name": name})


def _settings_fit(document: Document) -> Iterator[Diagnostic]:
    """A default and an example that the setting's own schema refuses help nobody."""
    settings: Any = document.data.get("settings") or {}
    for name, schema in settings.items():
        validator = jsonschema_rs.Draft202012Validator(in_full({**schema, "description": ""}))
        examples = [(("examples", index), value) for index, value in enumerate(schema["examples"])]
        for place, value in ((("default",), schema["default"]), *examples):
            if not validator.is_valid(value):
                where = document.where(("settings", name, *place))
                yield Diagnostic("contract.bad_value", where, {"setting": name, "value": shown(value)})


def _no_entry_twice(document: Document) -> Iterator[Diagnostic]:
    points: Any = document.data.get("contributes") or {}
    for point, rows in points.items():
        seen: set[str] = set()
        for index, row in enumerate(rows):
            name = str(row.get("id") or row.get("api")) if isinstance(row, dict) else str(row)
            if name in seen:
                where = document.where(("contributes", point, index))
                yield Diagnostic("contract.entry_twice", where, {"point": point, "id": name})
            seen.add(name)


def _variables_lean_on_what_is_there(document: Document) -> Iterator[Diagnostic]:
    """On settings and variables of the same contract, and on values that the settings can have."""
    data: Any = document.data
    settings, rows = data.get("settings") or {}, data.get("env") or ()
    names = {row["name"] for row in rows}
    for index, row in enumerate(rows):
        for name, value in row.get("required_when", {}).items():
            where = document.where(("env", index, "required_when", name))
            if name not in settings:
                yield Diagnostic("contract.unknown_setting", where, {"setting": name}, fix=closest(name, settings))
            elif not jsonschema_rs.is_valid(in_full({**settings[name], "description": ""}), value):
                yield Diagnostic("contract.bad_value", where, {"setting": name, "value": shown(value)})
        other = row.get("required_with")
        if other and other not in names:
            where = document.where(("env", index, "required_with"))
            yield Diagnostic("contract.unknown_variable", where, {"variable": other}, fix=closest(other, names))


def _contract(document: Document, pack: str) -> Contract:
    data: Any = document.data
    contributes = data.get("contributes") or {}
    return Contract(
        id=data["id"],
        title=_words(data["title"]),
        summary=_words(data["summary"]),
        version=data["version"],
        pack=pack,
        document=document,
        maturity=data.get("maturity", "stable"),
        verticals=tuple(data.get("verticals", ())),
        provides=tuple(data.get("provides", ())),
        requires=tuple(_requirement(item) for item in data.get("requires", ())),
        uses=tuple(data.get("uses", ())),
        conflicts=tuple(data.get("conflicts", ())),
        after=tuple(data.get("after", ())),
        bridges=tuple(data.get("bridges", ())),
        shares=tuple(data.get("shares", ())),
        python=tuple(data.get("python", ())),
        env=tuple(_variable(item) for item in data.get("env", ())),
        settings=tuple(_setting(name, schema) for name, schema in (data.get("settings") or {}).items()),
        contributes={point: tuple(_entry(row) for row in rows) for point, rows in contributes.items() if rows},
    )


def _words(data: Mapping[str, str]) -> Words:
    return Words(data["zh"], data["en"])


def _requirement(data: str | list[str]) -> Requirement:
    return data if isinstance(data, str) else tuple(data)


def _entry(data: Data) -> Mapping[str, Data]:
    """An entry that is only a name (an icon) is one with that id."""
    return data if isinstance(data, dict) else {"id": data}


def _variable(data: Mapping[str, Any]) -> Variable:
    return Variable(
        data["name"],
        _words(data["description"]),
        data.get("example", ""),
        data.get("secret", False),
        data.get("required", False),
        data.get("required_when") or {},
        data.get("required_with", ""),
    )


def _setting(name: str, data: Mapping[str, Any]) -> Setting:
    schema = {key: value for key, value in data.items() if key != "description"}
    return Setting(name, schema, _words(data["description"]))
