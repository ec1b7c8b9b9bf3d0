"""Nobody needs to send more than a picture: larger bodies are refused, announced or not."""

from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.errors import BodyTooLarge, answer

MAX_BYTES: Final = 8 * 1024 * 1024


async def read_body(request: Request, most: int, refusal: type[Exception]) -> bytes:
    """The body of a route that takes less than others do. Raises `refusal` for more than `most` bytes, unread."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise refusal
    return body


class BodyLimit:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdigit() and int(announced) > MAX_BYTES:
            await answer(BodyTooLarge.status, BodyTooLarge.code, BodyTooLarge.message)(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > MAX_BYTES:
                raise HTTPException(BodyTooLarge.status)  # what FastAPI lets through while it reads a body
            return message

        await self.app(scope, counted, send)
