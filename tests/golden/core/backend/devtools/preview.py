"""/preview/ while developing: the mini-program bundled for a browser, and the stand-in for WeChat below it.

The folder of the bundle comes from the environment variable PREVIEW_FOLDER. Its `build.json` is written after each
build; /preview/events tells a page that looks at the mini-program. The stand-in is reached at /preview/wechat/ too: a
page may call only the origin that it came from. None of it goes through the shop's own application.
"""

import asyncio
import os
from collections.abc import AsyncIterator, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from devtools.wechat import StandIn, create_app

FOLDER = "PREVIEW_FOLDER"
PREFIX = "/preview"
BUILD = "build.json"
LOOK_SECONDS = 0.1
NO_BUNDLE = f"""这里没有可以打开的预览。

把打包好的小程序所在的文件夹写进环境变量 {FOLDER} 再启动；
或者用微信开发者工具打开 miniprogram/ 文件夹。
"""


class Bundle(StaticFiles):
    """Files that change while somebody looks at them: a browser asks each time whether there is a newer one."""

    async def get_response(self, path: str, scope: MutableMapping[str, Any]) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


class Preview:
    """An application in front of the shop's: takes what is below /preview and passes everything else on."""

    def __init__(self, shop: FastAPI, standin: StandIn | None) -> None:
        self.shop = shop
        self.closing = asyncio.Event()  # ends the answers that would never end by themselves
        self.folder = _folder()
        self.pages = Starlette(routes=self._routes(standin))
        if self.folder:  # so that the page at / leads here
            shop.mount(PREFIX, self.pages)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "") if scope["type"] == "http" else ""
        app: ASGIApp = self.pages if path == PREFIX or path.startswith(f"{PREFIX}/") else self.shop
        await app(scope, receive, send)

    def _routes(self, standin: StandIn | None) -> list[Route | Mount]:
        if self.folder is None:
            return [Route(f"{PREFIX}{{path:path}}", lambda _: PlainTextResponse(NO_BUNDLE, 404))]
        events = [Route(f"{PREFIX}/events", self._events)]
        wechat = [Mount(f"{PREFIX}/wechat", create_app(standin, deliver=False))] if standin else []
        return [*events, *wechat, Mount(PREFIX, Bundle(directory=self.folder, html=True))]

    async def _events(self, _: Request) -> StreamingResponse:
        """Server-sent events: one when somebody starts to listen, and one after each build."""
        return StreamingResponse(self.builds(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def builds(self) -> AsyncIterator[str]:
        """The events, until `closing` is set."""
        seen = self._stamp()
        yield "retry: 300\nevent: hello\ndata:\n\n"
        while not self.closing.is_set():
            if (now := self._stamp()) != seen:
                seen = now
                yield "event: built\ndata:\n\n"
            with suppress(TimeoutError):
                await asyncio.wait_for(self.closing.wait(), LOOK_SECONDS)

    def _stamp(self) -> int:
        file = self.folder / BUILD if self.folder else Path()
        return file.stat().st_mtime_ns if file.is_file() else 0


def _folder() -> Path | None:
    named = os.environ.get(FOLDER, "")
    return Path(named) if named and Path(named).is_dir() else None
