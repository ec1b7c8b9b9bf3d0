"""The route table as the test of leaks sees it: who may call, where an id comes from, what the body takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI

from app.core.application import API, api_routes
from app.core.openapi import access_of, dependencies
from app.core.staff.principal import REQUIRED
from app.registry import MODULES
from tests.belongings import Belongings

Schema = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Call:
    """One method of one path, relative to /api/v1."""

    method: str
    path: str
    access: str
    """ "public", "user", "machine", "program", or "staff" for everything else, so that a route which asks nobody for
    anything is found.
    """
    permissions: tuple[str | None, ...]
    """All of which it asks for."""
    form: str | None
    """The name of the file that the body is; such a body has nothing else."""
    body: Schema
    query: Mapping[str, Schema]
    """The required parameters, and those that are ids."""
    required: frozenset[str]
    """Those of them that are required."""
    schemas: Mapping[str, Schema]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def collection(self) -> str | None:
        """The path before its first parameter."""
        return self.path.partition("/{")[0] if "{" in self.path else None

    def at(self, value: object) -> str:
        """The path with an id in the place of its parameters."""
        return "/".join(str(value) if part.startswith("{") else part for part in self.path.split("/"))

    @property
    def inputs(self) -> set[str]:
        """Names of the ids in body and query."""
        return {name for name in self.query.keys() | self.properties if is_id(name)}

    @property
    def properties(self) -> set[str]:
        """Names of everything in the body."""
        return {name for name, _ in self._properties(self.body)}

    @property
    def open_inputs(self) -> set[str]:
        """Names of the properties that take anything."""
        return {name for name, schema in self._properties(self.body) if is_open(schema)}

    def resolved(self, schema: Schema) -> Schema:
        """What a reference points at; of several possibilities, the first."""
        while True:
            if "$ref" in schema:
                schema = self.schemas[schema["$ref"].rpartition("/")[2]]
            elif "anyOf" in schema:
                schema = schema["anyOf"][0]
            else:
                return schema

    def _properties(self, schema: Schema) -> Iterator[tuple[str, Schema]]:
        """Of an object and of everything in it."""
        schema = self.resolved(schema)
        for name, inner in schema.get("properties", {}).items():
            yield name, self.resolved(inner)
            yield from self._properties(inner)
        if "items" in schema:
            yield from self._properties(schema["items"])


def is_id(name: str) -> bool:
    return name.endswith(("_id", "_ids"))


def is_open(schema: Schema) -> bool:
    """Whether it is an object that may have anything inside."""
    return schema.get("type") == "object" and schema.get("additionalProperties") is True


def unnamed(table: list[Call], things: Belongings) -> list[str]:
    """Routes with an id of something that no `belongings.py` says the owner of."""
    known = {*things.own, *things.shared, *things.common}
    missing = []
    for call in table:
        if call.access in ("staff", "program"):
            continue
        names = {*call.inputs, *([call.collection] if call.collection else [])}
        for name in call.open_inputs:
            names |= {f"{name}.{inner}" for inner in things.inside.get(name, [])}
            known |= {name} if name in things.inside else set()
            names.add(name)
        missing += [
            f"{call}: nobody says whose {name} is; add it to `own`, `shared` or `common` in the belongings.py of the"
            " module's tests"
            for name in sorted(names - known)
        ]
    return missing


def calls(app: FastAPI) -> list[Call]:
    """Every method of every route of the shop."""
    document = app.openapi()
    found = []
    for path, route in api_routes(MODULES):
        if not path.startswith(API):
            continue  # health
        access = access_of(route)
        for method in sorted(route.methods or ()):
            operation = document["paths"][path][method.lower()]
            content = operation.get("requestBody", {}).get("content", {})
            form = content.get("multipart/form-data", {}).get("schema")
            parameters = [one for one in operation.get("parameters", []) if one["in"] == "query"]
            call = Call(
                method=method,
                path=path.removeprefix(API),
                access=next(iter(access)) if access in ({"public"}, {"user"}, {"machine"}, {"program"}) else "staff",
                permissions=tuple(REQUIRED[call] for call in dependencies(route.dependant) if call in REQUIRED),
                form=None,
                body=content.get("application/json", {}).get("schema", {}),
                query={one["name"]: one["schema"] for one in parameters if one.get("required") or is_id(one["name"])},
                required=frozenset(one["name"] for one in parameters if one.get("required")),
                schemas=document["components"]["schemas"],
            )
            found.append(call if form is None else _with_file(call, form))
    return found


def _with_file(call: Call, form: Schema) -> Call:
    properties = call.resolved(form)["properties"]
    [name] = properties  # a form with more than its file would need another way to be filled in
    return Call(**{**vars(call), "form": name})
