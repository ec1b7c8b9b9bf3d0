"""Configuration against WeChat's own JSON Schemas, which ship in `miniprogram-ci` (`schemas/` says which version)."""

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from pintu.gates.gate import Gate, Subject
from pintu.gates.source.app import CONFIGURATION
from pintu.gates.source.json_file import read_json
from pintu.gates.source.references import references
from pintu.gates.source.text import read_text
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Document

SCHEMAS = Path(__file__).parent / "schemas"


def look(subject: Subject) -> Iterator[Diagnostic]:
    app = subject.app
    if app.find("app.json") is None:
        yield Diagnostic("schemas.no_app", app.where("app.json"))
    of_files = {"app.json": "app", app.theme: "theme", "sitemap.json": "sitemap"}
    kinds = {path: kind for path, kind in of_files.items() if app.find(path)}
    kinds |= {f"{page}.json": "page" for page in app.pages if app.find(f"{page}.json")}
    waiting = list(kinds)
    while waiting:
        for reference in references(app, waiting.pop()):
            path = f"{reference.target}.json"
            if reference.kind == "component" and path in app.own and path not in kinds:
                kinds[path] = "page"
                waiting.append(path)
    for path, kind in kinds.items():
        yield from _judged(app.json(path), kind)
    for path in CONFIGURATION:
        file = app.root / path
        if file.is_file():
            yield from _judged(read_json(read_text(file, str(file))), "project")


def _judged(read: Document | Diagnostic | None, kind: str) -> Iterator[Diagnostic]:
    if isinstance(read, Diagnostic):
        yield read
    elif read is not None:
        for error in _validator(kind).iter_errors(read.data):
            yield from _problems(error, read)


@cache
def _validator(kind: str) -> Any:  # noqa: ANN401  jsonschema's classes have no common type
    from jsonschema import Draft7Validator  # noqa: PLC0415  slow to import

    return Draft7Validator(json.loads((SCHEMAS / f"{kind}.json").read_text("utf-8")))


def _problems(error: Any, read: Document) -> Iterator[Diagnostic]:  # noqa: ANN401  jsonschema's error
    trail = tuple(error.absolute_path)
    where = read.where(trail)
    match error.validator:
        case "anyOf" | "oneOf" if error.context:
            deepest = max(error.context, key=lambda one: len(one.absolute_path))
            yield from _problems(deepest, read)
        case "additionalProperties":
            known = _known(error.schema)
            for key in sorted(error.instance.keys() - known):
                close = get_close_matches(key, known, n=1)
                at_key = read.where((*trail, key), key=True)
                yield Diagnostic("schemas.unknown_key", at_key, {"key": key}, fix=next(iter(close), None))
        case "required":
            for key in (key for key in error.validator_value if key not in error.instance):
                yield Diagnostic("schemas.missing_key", where, {"key": key})
        case "enum":
            allowed = ", ".join(json.dumps(value, ensure_ascii=False) for value in error.validator_value)
            yield Diagnostic("schemas.not_one_of", where, {"value": _shown(error.instance), "allowed": allowed})
        case _:
            yield Diagnostic("schemas.invalid", where, {"problem": error.message})


def _known(schema: Mapping[str, Any]) -> set[str]:
    return set(schema.get("properties", {}))


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


GATE = Gate("schemas", ("miniprogram",), look)
