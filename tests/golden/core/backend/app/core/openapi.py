"""The OpenAPI document, with every refusal of every route: those that it names and those of its dependencies."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from app.core.auth import MACHINES, PROGRAMS, anybody, current_user
from app.core.errors import REFUSALS, AppError, BodyTooLarge, ErrorBody, ValidationFailed, response_of
from app.core.staff.principal import REQUIRED, current_staff

FASTAPI_OWN = ("HTTPValidationError", "ValidationError")


def dependencies(dependant: Dependant) -> Iterator[Callable[..., Any]]:
    for inner in dependant.dependencies:
        if inner.call:
            yield inner.call
        yield from dependencies(inner)


def access_of(route: APIRoute) -> set[str]:
    """Who may call: "public", "user", "staff", "machine" or "program".

    A route with none of them, or with two, is a mistake that a test finds.
    """
    calls = set(dependencies(route.dependant))
    found = {
        "public": anybody in calls,
        "user": current_user in calls,
        "staff": any(call in REQUIRED for call in calls),
        "machine": not calls.isdisjoint(MACHINES),
        "program": not calls.isdisjoint(PROGRAMS),
    }
    if current_staff in calls and not found["staff"]:
        return {"staff without require()"}
    return {kind for kind, present in found.items() if present}


def refusals(route: APIRoute) -> set[type[AppError]]:
    """What the dependencies of a route may refuse with, and what reading its input may."""
    found = {error for call in dependencies(route.dependant) for error in REFUSALS.get(call, ())}
    if _reads_input(route.dependant):
        found.add(ValidationFailed)
    if route.body_field:
        found.add(BodyTooLarge)
    return found


def _reads_input(dependant: Dependant) -> bool:
    fields = (dependant.path_params, dependant.query_params, dependant.header_params, dependant.body_params)
    return any(fields) or any(_reads_input(inner) for inner in dependant.dependencies)


def install(app: FastAPI, routes: Sequence[tuple[str, APIRoute]]) -> None:
    """Replace `app.openapi`; the document is made on first use and kept. `routes` come with their full paths."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app, routes)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # the way FastAPI documents it


def _document(app: FastAPI, routes: Sequence[tuple[str, APIRoute]]) -> dict[str, Any]:
    document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas["ErrorBody"] = ErrorBody.model_json_schema()
    for name in FASTAPI_OWN:
        schemas.pop(name, None)
    for path, route in routes:
        for method in route.methods or ():
            _add(document["paths"][path][method.lower()]["responses"], refusals(route))
    return document


def _add(responses: dict[str, Any], errors: set[type[AppError]]) -> None:
    if _is_fastapis(responses.get("422")):
        del responses["422"]
    for error in sorted(errors, key=lambda error: (error.status, error.code)):
        entry = responses.setdefault(str(error.status), response_of())
        examples = entry["content"]["application/json"].setdefault("examples", {})
        examples[error.code] = error.example()
        entry["description"] = " · ".join(examples)


def _is_fastapis(response: dict[str, Any] | None) -> bool:
    return response is not None and any(name in str(response) for name in FASTAPI_OWN)
