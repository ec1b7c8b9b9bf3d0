"""Bodies and queries that pass validation, made from the OpenAPI document."""

import math
import re
from collections.abc import Mapping
from typing import Any

from app.core import clock
from tests.leaks.calls import Call, Schema, is_open

FORMATS = {"date-time": lambda: clock.now().isoformat(), "date": lambda: clock.now().date().isoformat()}
TEXTS = ("", "13900000000", "SF1234567890", "someone@example.com", "12345678", "#0f766e", "09:00", "2027-01-01")
"""For properties with a pattern: the first that fits it."""


def query(call: Call, wanted: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """What is `wanted`, and what is required, as it is `known`."""
    values = {**known, **wanted}
    return {
        name: values[name] if name in values else _sample(call, schema, wanted, known)
        for name, schema in call.query.items()
        if name in wanted or name in call.required
    }


def body(call: Call, wanted: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any] | None:
    """The same, at whatever depth. What is wanted as "inputs.coupon" is put into the property "inputs" as "coupon"."""
    if not call.body:
        return None
    made: dict[str, Any] = _sample(call, call.body, wanted, known)
    return made


def _sample(call: Call, schema: Schema, wanted: Mapping[str, Any], known: Mapping[str, Any]) -> Any:  # noqa: ANN401  # JSON
    schema = call.resolved(schema)
    given = [schema[key] for key in ("const", "default") if key in schema]
    given += [several[0] for key in ("examples", "enum") if (several := schema.get(key))]
    if given:
        return given[0]
    match schema.get("type"):
        case "object":
            return _object(call, schema, wanted, known)
        case "array":
            return [_sample(call, schema["items"], wanted, known) for _ in range(schema.get("minItems", 0))]
        case "integer" | "number":
            return math.ceil(schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1))
        case kind:
            return True if kind == "boolean" else _text(schema)


def _object(call: Call, schema: Schema, wanted: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    properties: Mapping[str, Schema] = schema.get("properties", {})
    values, made = {**known, **wanted}, {}
    for name in sorted({*schema.get("required", properties), *(properties.keys() & wanted.keys())}):
        several = call.resolved(properties[name]).get("type") == "array"
        if name in values:
            made[name] = [values[name]] if several else values[name]
        else:
            made[name] = _sample(call, properties[name], wanted, known)
    for name in (name for name, inner in properties.items() if is_open(call.resolved(inner))):
        under = f"{name}."
        made[name] = {key.removeprefix(under): value for key, value in wanted.items() if key.startswith(under)}
    if isinstance(others := schema.get("additionalProperties"), Mapping):
        made |= {f"name{n}": _sample(call, others, wanted, known) for n in range(schema.get("minProperties", 0))}
    return made


def _text(schema: Schema) -> str:
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]()
    fits = (text for text in TEXTS if len(text) >= schema.get("minLength", 0) and re.search(schema["pattern"], text))
    found = next(fits, None) if "pattern" in schema else "x" * max(schema.get("minLength", 0), 1)
    assert found is not None, f"none of {TEXTS} fits {schema}: give the property an example"
    return found
