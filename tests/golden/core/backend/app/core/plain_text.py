"""Text with U+0000 is refused before any route sees it: PostgreSQL cannot store it, and SQLite would."""

import json
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.errors import ValidationFailed, answer

NUL: Final = "\0"
FORMS: Final = ("multipart/form-data", "application/x-www-form-urlencoded")


class RefuseNul:
    """Looks at the path, the query and the body: JSON or the fields of a form. The contents of files are left alone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        arrived = Arrived(receive)
        paths = list(_in_address(scope)) or await _in_body(scope, arrived)
        if paths:
            fields = [{"path": path, "message": "不能含有空字符"} for path in dict.fromkeys(paths)]
            refusal = answer(
                ValidationFailed.status, ValidationFailed.code, ValidationFailed.message, {"fields": fields}
            )
            await refusal(scope, receive, send)
            return
        await self.app(scope, arrived.again(), send)


class Arrived:
    """A body that is read once to look at it, and given to the application as it came."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._messages: list[Message] = []
        self._refusal: HTTPException | None = None

    async def read(self) -> bytes:
        """The whole body; "" when it is too large or breaks off, which is for the application to answer."""
        more = True
        while more:
            try:
                message = await self._receive()
            except HTTPException as refusal:
                self._refusal = refusal
                return b""
            self._messages.append(message)
            if message["type"] != "http.request":
                return b""
            more = message.get("more_body", False)
        return b"".join(message.get("body", b"") for message in self._messages)

    def again(self) -> Receive:
        messages = iter(tuple(self._messages))

        async def receive() -> Message:
            if message := next(messages, None):
                return message
            if self._refusal:
                raise self._refusal
            return await self._receive()

        return receive


def _in_address(scope: Scope) -> Iterator[str]:
    if NUL in scope["path"]:
        yield ""
    yield from _in_pairs(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))


async def _in_body(scope: Scope, arrived: Arrived) -> list[str]:
    """The paths of the fields, as the shape of a failed validation names them."""
    body = await arrived.read()
    kind = Headers(scope=scope).get("content-type", "").partition(";")[0].strip().lower()
    if kind not in FORMS:
        return list(_in_json(body)) if b"u0000" in body or b"\0" in body else []
    if not any(sign in body for sign in (b"\0", b"%00")):
        return []
    try:
        async with Request(scope, arrived.again()).form() as form:
            items = form.multi_items()
            texts = [(name, value if isinstance(value, str) else value.filename or "") for name, value in items]
    except HTTPException:
        return []  # not a form at all: the application says so
    return list(_in_pairs(texts))


def _in_pairs(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, value in pairs:
        if NUL in name:
            yield ""
        elif NUL in value:
            yield name


def _in_json(body: bytes) -> Iterator[str]:
    try:
        waiting: list[tuple[str, object]] = [("", json.loads(body))]
    except (ValueError, RecursionError):
        return  # not JSON: the application says so, when it reads it at all
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str) and NUL in value:
            yield path
        elif isinstance(value, list):
            waiting += [(f"{path}.{index}".lstrip("."), item) for index, item in enumerate(value)]
        elif isinstance(value, dict):
            if any(NUL in name for name in value):
                yield path
            waiting += [(f"{path}.{name}".lstrip("."), item) for name, item in value.items() if NUL not in name]
