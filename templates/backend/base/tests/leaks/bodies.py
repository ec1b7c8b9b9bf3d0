"""Bodies and queries that pass validation, made from the OpenAPI document."""

import re
from collections.abc import Mapping
from typing import Any

from app.core import clock
from tests.leaks.calls import Call, Schema, is_open

FORMATS = {"date-time": lambda: clock.now().isoformat(), "date": lambda: clock.now().date().isoformat()}
TEXTS = ("", "13900000000", "SF1234567890", "someone@example.com", "12345678", "#0f766e", "09:00", "2027-01-01")
"""For properties with a pattern: the first that fits it."""


def query(call: Call, values: Mapping[str, Any]) -> dict[str, Any]:
    """The required parameters, and those that `values` has."""
    return {
        name: values[name] if name in values else _sample(call, schema, values) for name, schema in call.query.items()
    }


def body(call: Call, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """What the schema requires, and the properties that `values` has, at whatever depth.

    A value "inputs.coupon" is put into the property "inputs", under "coupon".
    """
    if not call.body:
        return None
    made: dict[str, Any] = _sample(call, call.body, values)
    return made


def _sample(call: Call, schema: Schema, values: Mapping[str, Any]) -> Any:  # noqa: ANN401  # JSON
    schema = call.resolved(schema)
    for fixed in ("const", "default"):
        if fixed in schema:
            return schema[fixed]
    for several in ("examples", "enum"):
        if schema.get(several):
            return schema[several][0]
    match schema.get("type"):
        case "object":
            return _object(call, schema, values)
        case "array":
            return [_sample(call, schema["items"], values) for _ in range(schema.get("minItems", 0))]
        case "integer" | "number":
            return int(schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1))
        case "boolean":
            return True
        case _:
            return _text(schema)


def _object(call: Call, schema: Schema, values: Mapping[str, Any]) -> dict[str, Any]:
    properties: Mapping[str, Schema] = schema.get("properties", {})
    wanted = set(schema.get("required", properties)) | (values.keys() & properties.keys())
    made = {name: _property(call, name, properties[name], values) for name in sorted(wanted)}
    for name, inner in properties.items():
        if is_open(call.resolved(inner)):
            under = f"{name}."
            made[name] = {key.removeprefix(under): value for key, value in values.items() if key.startswith(under)}
    inside = schema.get("additionalProperties")
    if isinstance(inside, Mapping):
        made |= {f"name{n}": _sample(call, inside, values) for n in range(schema.get("minProperties", 0))}
    return made


def _property(call: Call, name: str, schema: Schema, values: Mapping[str, Any]) -> Any:  # noqa: ANN401  # JSON
    if name not in values:
        return _sample(call, schema, values)
    return [values[name]] if call.resolved(schema).get("type") == "array" else values[name]


def _text(schema: Schema) -> str:
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]()
    fits = (text for text in TEXTS if len(text) >= schema.get("minLength", 0) and re.search(schema["pattern"], text))
    found = next(fits, None) if "pattern" in schema else "x" * max(schema.get("minLength", 0), 1)
    assert found is not None, f"none of {TEXTS} fits {schema}: give the property an example"
    return found
