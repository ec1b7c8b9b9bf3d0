"""The stand-in as a web application: WeChat's own routes, the control routes, and a page for people."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, JSONResponse

from devtools.wechat import content_api, control, message_api, pay_api, server_api, shipping
from devtools.wechat.errors import PayError, ServerApiError
from devtools.wechat.standin import StandIn

PAGE = Path(__file__).with_name("page.html")
LONGEST_NAP = 0.5


def create_app(standin: StandIn, *, deliver: bool = True) -> FastAPI:
    """The ASGI application.

    :param deliver: send callbacks in the background, as time goes by; tests call ``standin.deliver_due()`` themselves.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        task = asyncio.create_task(_deliver(standin)) if deliver else None
        yield
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await standin.client.aclose()

    app = FastAPI(title="微信模拟环境", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    for part in (server_api, message_api, content_api, shipping, pay_api, control):
        app.include_router(part.router(standin))

    @app.get("/")
    async def page() -> FileResponse:
        return FileResponse(PAGE)

    @app.exception_handler(PayError)
    async def pay_error(_: Request, error: PayError) -> JSONResponse:
        return JSONResponse(error.body(), error.status)

    @app.exception_handler(ServerApiError)
    async def server_api_error(_: Request, error: ServerApiError) -> JSONResponse:
        return JSONResponse({"errcode": error.errcode, "errmsg": error.errmsg})

    return app


async def _deliver(standin: StandIn) -> None:
    while True:
        await standin.deliver_due()
        due = standin.next_due()
        wait = LONGEST_NAP if due is None else (due - standin.timeline.now()).total_seconds()
        await asyncio.sleep(min(max(wait, 0.01), LONGEST_NAP))
