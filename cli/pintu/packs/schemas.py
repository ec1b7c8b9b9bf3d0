"""The JSON Schemas of blueprints and contracts, and the validators made from them.

`schemas/blueprint.schema.json` says the shape of a blueprint; what depends on the packs in reach (modules with their
settings, verticals) is joined in here. `pintu schema` prints the result for editors.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, TypeAlias

import jsonschema_rs

from pintu.model.contract import Contract
from pintu.model.document import Data
from pintu.model.pack import Catalogue
from pintu.model.scene import Page
from pintu.packs.builtin import builtin_root
from pintu.points.pages import page_of

Schema: TypeAlias = dict[str, Any]

ID = r"^[a-z][a-z0-9_]{0,39}$"
DURATION = r"^[1-9][0-9]{0,5}[smhdw]$"
MOST_YUAN = 100_000_000
OURS = {"contributed", "exactly_one", "format", "keys_of", "readings_of"}
"""What other validators do not know; `furnish_settings` looks after most of it."""


@cache
def read_schema(name: str) -> Schema:
    """`schemas/<name>.schema.json` as it stands."""
    schema: Schema = json.loads((builtin_root() / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    return schema


@cache
def contract_validator() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(read_schema("module"))


@lru_cache(maxsize=8)
def blueprint_validator(catalogue: Catalogue) -> jsonschema_rs.Draft202012Validator:
    """Built once for a catalogue: a blueprint costs microseconds then."""
    return jsonschema_rs.Draft202012Validator(blueprint_schema(catalogue))


@lru_cache(maxsize=8)
def blueprint_schema(catalogue: Catalogue) -> Schema:
    """The schema of a blueprint with every module in reach, its settings, and every vertical."""
    schema: Schema = json.loads(json.dumps(read_schema("blueprint")))
    modules = schema["properties"]["modules"]["properties"]
    for id_, contract in sorted(catalogue.contracts.items()):
        modules[id_] = module_schema(contract)
    schema["properties"]["app"]["properties"]["vertical"] |= {
        "enum": sorted({name for name, _ in catalogue.verticals()}),
        "x-problem": {"enum": "app.unknown_vertical"},
    }
    return schema


def module_schema(contract: Contract) -> Schema:
    """What may stand below a module's id: its settings; `true`, nothing, or `false`."""
    return {
        "description": f"{contract.title.en}: {contract.summary.en}\n\n{contract.title.zh}：{contract.summary.zh}",
        "type": ["object", "boolean", "null"],
        "additionalProperties": False,
        "properties": {
            setting.name: {
                "description": f"{setting.description.en}\n\n{setting.description.zh}",
                **in_full(setting.schema),
            }
            for setting in contract.settings
        },
    }


def in_full(schema: Mapping[str, Data]) -> Schema:
    """A setting's schema with our own formats written out, so that any validator understands them."""
    full: Schema = {key: value for key, value in schema.items() if key not in OURS}
    said = full.get("description")
    if isinstance(said, dict):
        full["description"] = f"{said['en']}\n\n{said['zh']}"
    if isinstance(items := full.get("items"), dict):
        full["items"] = in_full(items)
    if isinstance(properties := full.get("properties"), dict):
        full["properties"] = {name: in_full(part) for name, part in properties.items()}
        full.setdefault("additionalProperties", False)
    if isinstance(entry := full.pop("entries", None), dict):
        full |= {"patternProperties": {ID: _entry(in_full(entry))}, "additionalProperties": False}
        full["x-problem"] = {"additionalProperties": "setting.bad_name"}
    match schema.get("format"):
        case "duration":
            problems = dict.fromkeys(("pattern", "type"), "setting.bad_duration")
            full |= {"type": full.get("type", "string"), "pattern": DURATION, "x-problem": problems}
        case "money":
            problems = dict.fromkeys(("multipleOf", "type"), "setting.bad_money")
            limits = {"minimum": 0, "maximum": MOST_YUAN} | {k: full[k] for k in ("minimum", "maximum") if k in full}
            full |= {"type": full.get("type", "number"), "multipleOf": 0.01, **limits, "x-problem": problems}
    return full


def _entry(schema: Schema) -> Schema:
    """Of one layer: the others may have what is missing here; `false` takes the entry out."""
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    kept = {key: value for key, value in schema.items() if key != "required"}
    return {**kept, "type": [*kinds, "boolean"], "if": {"type": "boolean"}, "then": {"const": False}}


def editor_schema(catalogue: Catalogue) -> Schema:
    """The same for editors: with the names that may stand in tabs, on the home page and in roles as examples."""
    schema = _understood(blueprint_schema(catalogue))
    properties = schema["properties"]
    roles = next(iter(properties["roles"]["patternProperties"].values()))
    contracts = (catalogue.base, *(contract for _, contract in sorted(catalogue.contracts.items())))
    properties["tabs"]["items"]["examples"] = [page.id for page in _pages(contracts) if page.tab]
    properties["home"]["items"]["examples"] = [row["id"] for one in contracts for row in one.entries("home_blocks")]
    roles["properties"]["can"]["items"]["examples"] = [
        row["id"] for one in contracts for row in one.entries("permissions")
    ]
    return schema


def _pages(contracts: Sequence[Contract]) -> Iterator[Page]:
    return (page_of(contract.id, row) for contract in contracts for row in contract.entries("pages"))


def _understood(schema: Schema) -> Schema:
    """Without what only our validator knows, and what others get wrong: to JavaScript 19.99 is no multiple of 0.01."""
    made: Schema = {}
    for key, value in schema.items():
        if key == "x-problem" or (key == "multipleOf" and value == 0.01):
            continue
        made[key] = _understood(value) if isinstance(value, dict) else value
    return made
