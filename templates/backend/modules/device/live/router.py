"""Live values over WebSocket, for staff.

The first message says who it is and what is watched: `{"token": …, "devices": [1, 2]}`. A token in the address would
end up in logs. From then on `{"type": "values", "devices": […]}` comes when something has changed, the whole of it
first, and `{"type": "beat"}` when nothing has for a while; whoever listens answers each beat with a message of any
kind.
"""

import asyncio
from collections.abc import Coroutine
from typing import Annotated, Any

from fastapi import APIRouter, Depends, WebSocket
from pydantic import ValidationError
from starlette.websockets import WebSocketDisconnect

from app.core.database import Database, DatabaseDep
from app.core.errors import RateLimited
from app.core.rate_limit import Limiter, limit
from app.core.resources import resource
from app.core.staff.principal import staff_of
from app.modules.device.live.watching import TooManyWatchers, Watcher, Watching
from app.modules.device.schemas import LiveBeat, LiveHello, LiveValues

READ = "device.read"
HELLO_S = 5.0
BEAT_S = 15.0
SILENT_S = 3 * BEAT_S
"""After which time without a word of it the other side is held to be gone."""
MOST_CHARACTERS = 2000
GUESSES = "20/minute"
"""Tokens that are none, from one address."""

MALFORMED, UNAUTHENTICATED, FORBIDDEN, SILENT, LIMITED = 4400, 4401, 4403, 4408, 4429
LATER = 1013
"""Too slow, or too many: https://www.iana.org/assignments/websocket/websocket.xhtml"""

router = APIRouter(prefix="/staff/devices")

WatchingDep = Annotated[Watching, Depends(resource(Watching))]


@router.websocket("/live")
async def live(websocket: WebSocket, database: DatabaseDep, limiter: Limiter, watching: WatchingDep) -> None:
    await websocket.accept()
    try:
        code = await _serve(websocket, database, limiter, watching)
        await websocket.close(code)
    except (WebSocketDisconnect, RuntimeError):  # the server's library says it either way: nobody is there any more
        return


async def _serve(websocket: WebSocket, database: Database, limiter: Limiter, watching: Watching) -> int:
    """With which code it ends."""
    address = websocket.client.host if websocket.client else ""
    try:
        async with asyncio.timeout(HELLO_S):
            hello = LiveHello.model_validate_json(await _heard(websocket))
        await limit(limiter, GUESSES, "device_live", address, peek=True)
        if refused := await _refused(database, hello.token):
            if refused == UNAUTHENTICATED:
                await limit(limiter, GUESSES, "device_live", address)
            return refused
        with watching.watch(hello.devices) as watcher:
            return await _first(
                _tell(websocket, watcher), _listen(websocket), _check(database, hello.token), _left_behind(watcher)
            )
    except TimeoutError:
        return SILENT
    except ValidationError:
        return MALFORMED
    except RateLimited:
        return LIMITED
    except TooManyWatchers:
        return LATER


async def _heard(websocket: WebSocket) -> str:
    """A message; too much of it is none. Raises WebSocketDisconnect."""
    message = await websocket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message["code"])
    text: str = message.get("text") or ""
    return text if len(text) <= MOST_CHARACTERS else ""


async def _refused(database: Database, token: str) -> int | None:
    """Why whoever has this token may not watch; None when he may."""
    async with database.read() as session:
        staff = await staff_of(session, token)
    if staff is None:
        return UNAUTHENTICATED
    return None if staff.can(READ) and not staff.must_change_password else FORBIDDEN


async def _tell(websocket: WebSocket, watcher: Watcher) -> int:
    while True:
        message: LiveValues | LiveBeat
        try:
            async with asyncio.timeout(BEAT_S):
                message = LiveValues(devices=await watcher.changes.get())
        except TimeoutError:
            message = LiveBeat()
        await websocket.send_text(message.model_dump_json())


async def _listen(websocket: WebSocket) -> int:
    """What is said after the first message says only that somebody is there."""
    while True:
        try:
            async with asyncio.timeout(SILENT_S):
                await _heard(websocket)
        except TimeoutError:
            return SILENT


async def _check(database: Database, token: str) -> int:
    """Whoever signs out, or may not watch any more, sees no more."""
    while True:
        await asyncio.sleep(BEAT_S)
        if refused := await _refused(database, token):
            return refused


async def _left_behind(watcher: Watcher) -> int:
    await watcher.gone.wait()
    return LATER


async def _first(*works: Coroutine[Any, Any, int]) -> int:
    """What the first of them to end comes to; the others are given up."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return await next(iter(done))
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
