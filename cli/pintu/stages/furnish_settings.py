"""Settings that lean on one another: what no layer, and no module's schema, can say on its own.

An entry has all that it needs once the layers are merged; `keys_of` names something that is there; a condition is about
readings that are there. What a higher layer took out is left out, with the entries of lower layers that lean on it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pintu.model.blueprint import Dropped
from pintu.model.document import Data, Path, at
from pintu.model.resolution import Chosen
from pintu.stages.checks.suggest import closest, quoted
from pintu.stages.furnish_conditions import check_condition
from pintu.stages.furnish_told import Told

Schema = Mapping[str, Any]
PLACE = re.compile(r"\{(\w+)\}")


def furnish_settings(told: Told) -> tuple[Chosen, ...]:
    """The modules with their settings, without the entries that are out."""
    return tuple(replace(module, settings=_settings(module, told)) for module in told.resolution.modules)


def _settings(module: Chosen, told: Told) -> Mapping[str, Data]:
    schemas = {setting.name: setting.schema for setting in module.contract.settings}
    return {
        name: _kept(value, schemas[name], ("modules", module.id, name), {}, told) if name in schemas else value
        for name, value in module.settings.items()
    }


def _kept(value: Data, schema: Schema, path: Path, beside: Mapping[str, Data], told: Told) -> Data:
    """`value` without what is out; says what is wrong with it. `beside` is the entry that it stands in."""
    if isinstance(value, dict):
        if entry := schema.get("entries"):
            return {key: kept for key, one in value.items() for kept in _entry(one, entry, (*path, key), told)}
        parts = schema.get("properties", {})
        return {
            key: _kept(one, parts[key], (*path, key), value, told) if key in parts else one
            for key, one in value.items()
        }
    if isinstance(value, list) and isinstance(items := schema.get("items"), dict):
        if point := items.get("contributed"):
            return [one for index, one in enumerate(value) if _is_contributed(one, point, (*path, index), told)]
        return [_kept(one, items, (*path, index), beside, told) for index, one in enumerate(value)]
    if isinstance(value, str) and (target := schema.get("keys_of")):
        _check_key(value, _keys(target, beside, told), path, told)
    if isinstance(value, str) and schema.get("format") == "condition":
        readings = _setting(schema["readings_of"], beside, told)
        check_condition(value, readings if isinstance(readings, dict) else None, path, told)
    return value


def _entry(entry: Data, schema: Schema, path: Path, told: Told) -> Iterator[Data]:
    """The entry, or nothing where it is out."""
    if entry is False:
        return
    if isinstance(entry, dict):
        if removed := next(_leans_on_removed(entry, schema, path, told), None):
            told.dropped.append(removed)
            return
        _check_complete(entry, schema, path, told)
    yield _kept(entry, schema, path, {}, told)


def _leans_on_removed(entry: Mapping[str, Data], schema: Schema, path: Path, told: Told) -> Iterator[Dropped]:
    """Where a layer above the one that says so takes out what the entry names."""
    blueprint = told.resolution.blueprint
    for name, part in schema.get("properties", {}).items():
        value = entry.get(name)
        if not isinstance(value, str) or "keys_of" not in part:
            continue
        named = ("modules", *_steps(part["keys_of"], entry), value)
        if blueprint.get(*named) is False and blueprint.level(named) > blueprint.level((*path, name)):
            what = f"{path[1]}.{path[2]}: {path[-1]}"
            yield Dropped(blueprint.where(*path), what, blueprint.where(*named))


def _check_complete(entry: Mapping[str, Data], schema: Schema, path: Path, told: Told) -> None:
    for key in schema.get("required", ()):
        if key not in entry and not told.is_at_fault((*path, key)):
            told.say("shape.missing_key", path, key=key)
    one_of = schema.get("exactly_one", ())
    given = [key for key in one_of if key in entry]
    if one_of and len(given) != 1 and not any(told.is_at_fault((*path, key)) for key in one_of):
        told.say("setting.not_one", (*path, given[-1]) if given else path, keys=quoted(one_of))


def _check_key(value: str, known: Data, path: Path, told: Told) -> None:
    keys = [key for key, one in known.items() if one is not False] if isinstance(known, dict) else []
    if value not in keys and known is not None:
        told.say("setting.names_nothing", path, closest(value, keys), value=value, known=quoted(keys) or "-")


def _is_contributed(value: Data, point: str, path: Path, told: Told) -> bool:
    """Whether a chosen module offers it; if not, that is said, or it is out with the module that would."""
    known = [str(row["id"]) for _, row in told.resolution.contributions(point)]
    if value in known or not isinstance(value, str):
        return value in known
    contracts = told.catalogue.contracts.values()
    owner = next((one.id for one in contracts if any(row["id"] == value for row in one.entries(point))), None)
    if owner:
        told.out("setting.module_out", path, path[:-1], owner, name=value)
    else:
        told.say("setting.names_nothing", path, closest(value, known), value=value, known=quoted(known) or "-")
    return False


def _setting(target: str, beside: Mapping[str, Data], told: Told) -> Data:
    """What `target` leads to among the settings of the chosen modules; None where there is nothing."""
    module, *steps = _steps(target, beside)
    chosen = next((one for one in told.resolution.modules if one.id == module), None)
    return at(dict(chosen.settings), tuple(steps)) if chosen else None


def _keys(target: str, beside: Mapping[str, Data], told: Told) -> Data:
    """As `_setting`; no keys where what could have them is there, and says nothing of them."""
    above = target.rpartition(".")[0]
    found = _setting(target, beside, told)
    return {} if found is None and isinstance(_setting(above, beside, told), dict) else found


def _steps(target: str, beside: Mapping[str, Data]) -> list[str]:
    return [str(beside.get(found[1], "")) if (found := PLACE.fullmatch(step)) else step for step in target.split(".")]
