"""Reading `schemas/modules/*.yaml` of a pack."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pintu.errors import PackError
from pintu.model.contract import Contract, Requirement, Setting, Variable, Words
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Data
from pintu.stages.read_yaml import read_yaml


@cache
def read_contracts(pack: str, root: Path) -> Mapping[str, Contract]:
    """Every contract of a pack by id. Raises `PackError` when one does not fit its schema."""
    contracts = [read_contract(pack, path) for path in sorted((root / "schemas" / "modules").glob("*.yaml"))]
    return {contract.id: contract for contract in contracts}


@cache
def read_contract(pack: str, path: Path) -> Contract:
    document = read_yaml(path)
    data: Any = document.data
    try:
        return Contract(
            id=data["id"],
            title=_words(data["title"]),
            summary=_words(data["summary"]),
            version=str(data["version"]),
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
            python=tuple(data.get("python", ())),
            env=tuple(_variable(item) for item in data.get("env", ())),
            settings=tuple(_setting(name, schema) for name, schema in (data.get("settings") or {}).items()),
            contributes={
                point: tuple(_entry(row) for row in rows)
                for point, rows in (data.get("contributes") or {}).items()
                if rows
            },
        )
    except (KeyError, TypeError, AttributeError) as error:
        where = document.where()
        raise PackError([Diagnostic("pack.contract_invalid", where, {"problem": str(error)})]) from error


def _words(data: Mapping[str, str]) -> Words:
    return Words(data["zh"], data["en"])


def _requirement(data: str | list[str]) -> Requirement:
    return data if isinstance(data, str) else tuple(data)


def _entry(data: Data) -> Mapping[str, Data]:
    """An entry that is only a name (an icon) is one with that id."""
    return data if isinstance(data, dict) else {"id": data}


def _variable(data: Mapping[str, Any]) -> Variable:
    return Variable(data["name"], _words(data["description"]), str(data.get("example", "")), bool(data.get("secret")))


def _setting(name: str, data: Mapping[str, Any]) -> Setting:
    schema = {key: value for key, value in data.items() if key != "description"}
    return Setting(name, schema, _words(data["description"]))
