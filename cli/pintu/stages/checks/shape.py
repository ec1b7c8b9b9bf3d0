"""What the JSON Schema says, in our words: one diagnostic for each thing that is wrong, at its own place.

A schema may name the code for a keyword in `x-problem` (`{pattern: app.bad_slug}`); otherwise the code is `shape.*`.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import jsonschema_rs

from pintu.messages import Term
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Data, Document, Node, Path, Where, at
from pintu.stages.checks.suggest import closest, quoted
from pintu.stages.read_yaml_hints import COLOUR, misread_key

Schema: TypeAlias = Mapping[str, Any]
Problem: TypeAlias = tuple[Path, Diagnostic]

NOT_YET = ("extend", "import", "records", "reports")
RULES = {
    "const": "shape.not_the_one",
    "enum": "shape.not_one_of",
    "maxItems": "shape.too_many",
    "maxLength": "shape.too_long",
    "maximum": "shape.too_large",
    "minItems": "shape.too_few",
    "minLength": "shape.too_short",
    "minProperties": "shape.too_few",
    "minimum": "shape.too_small",
    "pattern": "shape.bad_form",
    "uniqueItems": "shape.twice",
}
BOOLEANS = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}
BOOLEANS |= {"true": "true", "false": "false"}
TYPES: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "boolean"),
    (int, "integer"),
    (float, "number"),
    (str, "string"),
    (list, "array"),
    (dict, "object"),
)


def check_shape(
    document: Document, validator: jsonschema_rs.Draft202012Validator, schema: Schema
) -> tuple[list[Path], list[Diagnostic]]:
    """The paths at fault, and what is wrong with them."""
    return check_part(document, (), validator, schema)


def check_part(
    document: Document, part: Path, validator: jsonschema_rs.Draft202012Validator, schema: Schema
) -> tuple[list[Path], list[Diagnostic]]:
    """The same for the value at `part` only, which has a schema of its own."""
    faults: list[Path] = []
    found: dict[tuple[str, Path], Diagnostic] = {}
    data = at(document.data, part)
    if validator.is_valid(data):
        return faults, []
    for error in validator.iter_errors(data):
        path, keywords = (*part, *error.instance_path), tuple(str(step) for step in error.schema_path)
        for fault, problem in _explain(path, keywords[-1], _subschema(schema, keywords[:-1]), document):
            if fault:
                faults.append(fault)
            found[problem.code, fault] = problem
    return faults, list(found.values())


def _subschema(schema: Schema, path: tuple[str, ...]) -> Schema:
    """The schema that a validator's path leads to, through references."""
    here: Any = schema
    for step in path:
        here = here[int(step)] if isinstance(here, list) else here[step]
        if isinstance(here, str):
            here = _subschema(schema, tuple(here.removeprefix("#/").split("/")))
    return here if isinstance(here, Mapping) else {}


def _explain(path: Path, keyword: str, schema: Schema, document: Document) -> Iterator[Problem]:
    value = at(document.data, path)
    if keyword == "additionalProperties" and isinstance(value, dict):
        patterns = [re.compile(pattern) for pattern in schema.get("patternProperties", ())]
        for key in value:
            if key not in schema.get("properties", ()) and not any(pattern.search(key) for pattern in patterns):
                yield from _unknown_key(path, key, schema, document)
    elif keyword == "required" and isinstance(value, dict):
        for key in schema["required"]:
            if key not in value:
                yield path, Diagnostic("shape.missing_key", document.where((*path, key)), {"key": key})
    elif keyword == "type":
        yield path, _wrong_type(path, value, schema, document)
    else:
        yield path, _broken_rule(path, keyword, value, schema, document)


def _unknown_key(path: Path, key: str, schema: Schema, document: Document) -> Iterator[Problem]:
    where = document.where((*path, key), key=True)
    known = schema.get("properties", {})
    close = closest(key, known)
    args = {"key": key, "module": key, "known": quoted(known)}
    name, value = document.pair((*path, key))
    if misread := misread_key(document.file, name):
        yield (*path, key), misread
    elif value.plain and not value.text and not key.isidentifier():
        yield (*path, key), Diagnostic("yaml.comma_in_text", where, args)
    elif code := schema.get("x-problem", {}).get("additionalProperties"):
        yield (*path, key), Diagnostic(code, where, args, fix=close)
    elif path == () and key in NOT_YET:
        yield (*path, key), Diagnostic("blueprint.not_yet", where, args)
    elif path == ("modules",):
        if at(document.data, (*path, key)) is not False:
            yield (*path, key), Diagnostic("module.unknown", where, args, fix=close)
        elif close:
            yield (*path, key), Diagnostic("module.unknown_removed", where, args, severity="warning", fix=close)
    elif path[:1] == ("modules",):
        args["module"] = str(path[1])
        yield (*path, key), Diagnostic("module.unknown_setting", where, args, fix=close)
    else:
        yield (*path, key), Diagnostic("shape.unknown_key", where, args, fix=close)


def _wrong_type(path: Path, value: Data, schema: Schema, document: Document) -> Diagnostic:
    where, node = document.where(path), document.written(path)
    allowed = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    args = {
        "key": str(path[-1]) if path else "",
        "value": shown(value),
        "expected": Term(*map(_type, allowed)),
        "found": Term(next((_type(name) for kind, name in TYPES if isinstance(value, kind)), _type("null"))),
    }
    if node is not None and (meant := _meant(value, node, where, document)):
        return meant
    if code := schema.get("x-problem", {}).get("type"):
        return Diagnostic(code, where, args)
    code, fix = _right_type(value, (node and node.text) or "", allowed)
    return Diagnostic(code, where, args, fix=fix)


def _meant(value: Data, node: Node, where: Where, document: Document) -> Diagnostic | None:
    """A slip of the keyboard that is still YAML, but another type."""
    if isinstance(value, str):
        return misread_key(document.file, node)
    line = document.text.split("\n")[node.line - 1]
    if value is None and (comment := COLOUR.search(line)):
        place = replace(where, line=node.line, column=comment.start("found") + 1)
        colour = comment["found"]
        return Diagnostic("yaml.colour_is_comment", place, {"colour": colour}, fix=f'"{colour}"')
    return None


def _right_type(value: Data, written: str, allowed: Sequence[str]) -> tuple[str, str | None]:
    """(code, fix) where the right content is only written as another type."""
    if value is None:
        return "shape.empty", None
    if "string" in allowed and isinstance(value, bool | int | float):
        return "shape.needs_quotes", json.dumps(written)
    if "boolean" in allowed and written.lower() in BOOLEANS:
        return "shape.not_boolean", BOOLEANS[written.lower()]
    if {"integer", "number"} & set(allowed) and re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]+)?", written):
        return "shape.no_quotes", written
    return "shape.wrong_type", None


def _broken_rule(path: Path, keyword: str, value: Data, schema: Schema, document: Document) -> Diagnostic:
    where = document.where(path)
    rule = schema.get(keyword)
    args: dict[str, object] = {"key": str(path[-1]) if path else "", "value": shown(value), "rule": shown(rule)}
    if keyword == "enum" and isinstance(rule, list):
        args["rule"] = quoted(shown(choice) for choice in rule)
    fix = closest(str(value), map(str, rule)) if keyword == "enum" and isinstance(rule, list) else None
    code = schema.get("x-problem", {}).get(keyword) or RULES[keyword]
    return Diagnostic(code, where, args, fix=fix or _repaired(code, str(value)))


def _repaired(code: str, value: str) -> str | None:
    """What was probably meant, where that is plain."""
    match code:
        case "theme.bad_colour" if found := re.fullmatch(r"#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})", value):
            digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
            return f'"#{digits.lower()}"'
        case "environments.bad_api" if re.match(r"https?://[^\s/?#@]+", value):
            return re.split("[?#]", value, maxsplit=1)[0].rstrip("/")
        case "app.bad_slug":
            return re.sub(r"[^a-z0-9]+", "-", value.lower()).lstrip("-0123456789")[:40].strip("-") or None
        case "app.bad_appid" if re.fullmatch(r"wx[0-9a-f]{16}", value.strip().lower()):
            return value.strip().lower()
    return None


def shown(value: object) -> str:
    """A value for a sentence."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _type(name: str) -> str:
    return f"type.{name}"
