"""A client's eye on the OpenAPI document: an error that a route answers with must be in it."""

from typing import Any

import httpx
from fastapi import FastAPI
from starlette.routing import compile_path


class Documented:
    """A response hook for httpx.

    Raises AssertionError for a 4xx or 5xx whose status and code the document does not name.
    """

    def __init__(self, app: FastAPI) -> None:
        paths: dict[str, dict[str, Any]] = app.openapi()["paths"]
        self._operations = [(compile_path(path)[0], operations) for path, operations in paths.items()]

    async def __call__(self, response: httpx.Response) -> None:
        operation = self._operation(response.request)
        if response.status_code < 400 or operation is None:
            return
        await response.aread()
        code = response.json().get("code")
        documented = operation["responses"].get(str(response.status_code), {})
        examples = documented.get("content", {}).get("application/json", {}).get("examples", {})
        answer = f"{response.request.method} {response.request.url.path} answers {response.status_code} {code}"
        assert code in examples, f"{answer}; add the error to the route's responses=raises(…)"

    def _operation(self, request: httpx.Request) -> dict[str, Any] | None:
        for pattern, operations in self._operations:
            if pattern.match(request.url.path) and request.method.lower() in operations:
                found: dict[str, Any] = operations[request.method.lower()]
                return found
        return None
