"""Conditions in settings: what `pintu.shared.conditions` says is wrong, at its column in the file."""

from collections.abc import Mapping
from dataclasses import replace

from pintu.messages import Term
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Data, Path, Where
from pintu.shared.conditions import Kind, Problem, check, parse
from pintu.stages.checks.suggest import closest
from pintu.stages.furnish_told import Told

KINDS: Mapping[str, Kind] = {"number": "number", "integer": "number", "boolean": "truth", "text": "text"}
"""What a reading's type is to a condition."""
TYPES = {"number": "type.number", "truth": "type.boolean", "text": "type.string"}
OF_A_KIND = {"kind", "left", "right"}
"""What a problem tells of kinds."""


def check_condition(text: str, readings: Mapping[str, Data] | None, path: Path, told: Told) -> None:
    """Say all that is wrong with a condition; what it means only where its readings are known."""
    try:
        node = parse(text)
    except Problem as wrong:
        _say(wrong, text, path, {}, told)
        return
    if readings is None:
        return
    kinds = {name: KINDS[kind] for name, one in readings.items() if (kind := _type(one)) in KINDS}
    for problem in check(node, kinds):
        _say(problem, text, path, kinds, told)


def _type(reading: Data) -> str:
    return str(reading.get("type")) if isinstance(reading, dict) else ""


def _say(problem: Problem, text: str, path: Path, kinds: Mapping[str, Kind], told: Told) -> None:
    if problem.end == len(text) and _is_torn(path, told):
        return  # that has been said of what stands behind the comma
    told_of = {key: Term(TYPES[value]) if key in OF_A_KIND else value for key, value in problem.told.items()}
    fix = closest(problem.told["name"], kinds) if problem.code == "unknown_name" else problem.told.get("meant")
    told.found.append(Diagnostic(f"condition.{problem.code}", _where(problem, text, path, told), told_of, fix=fix))


def _where(problem: Problem, text: str, path: Path, told: Told) -> Where:
    """The place in the file; of the whole condition where the file writes it otherwise."""
    blueprint = told.resolution.blueprint
    where = blueprint.where(*path)
    document = blueprint.layers[blueprint.level(path)].document
    node = document.written(path)
    if node is None:
        return where
    written = document.text[node.start : node.end]
    inside = written.find(text)
    return replace(where, column=where.column + inside + problem.start) if inside >= 0 else where


def _is_torn(path: Path, told: Told) -> bool:
    """Whether a comma in braces has cut a condition without quotes in two: the rest of it then stands as a key."""
    blueprint = told.resolution.blueprint
    document = blueprint.layers[blueprint.level(path)].document
    node = document.written(path)
    return node is not None and node.plain and document.text[node.end : node.end + 1] == ","
