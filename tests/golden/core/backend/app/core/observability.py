"""Structured logs with a request id, and figures for Prometheus.

No personal data: routes instead of addresses, ids instead of names.
"""

import logging
import sys
import time

import structlog
from fastapi import FastAPI
from prometheus_fastapi_instrumentator import Instrumentator
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import clear_contextvars
from structlog.processors import ExceptionRenderer
from structlog.tracebacks import ExceptionDictTransformer

from app.core.context import begin_request, set_client_ip

QUIET = ("/healthz", "/readyz", "/metrics")

log = structlog.get_logger("http")


def configure_logs(form: str) -> None:
    """`form` is "json" for machines or "console" for people."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    # No local variables in tracebacks: they hold personal data.
    traceback = ExceptionRenderer(ExceptionDictTransformer(show_locals=False))
    last: list[structlog.types.Processor] = (
        [traceback, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if form == "json"
        else [
            structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty(), exception_formatter=structlog.dev.plain_traceback)
        ]
    )
    logging.getLogger("httpx").setLevel(logging.WARNING)  # its lines hold addresses with secrets in the query
    structlog.configure(
        processors=[*shared, *last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(),
        cache_logger_on_first_use=False,
    )


class RequestLog:
    """Gives each request an id (the caller's X-Request-Id if it is sensible), answers with it and logs one line."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        clear_contextvars()
        request_id = begin_request(Headers(scope=scope).get("x-request-id"))
        set_client_ip(scope["client"][0] if scope.get("client") else "")
        started = time.perf_counter()
        status = 500

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-Id"] = request_id
            await send(message)

        try:
            await self.app(scope, receive, answer)
        finally:
            if scope["path"] not in QUIET:
                route = getattr(scope.get("route"), "path", None) or "unmatched"
                took = round((time.perf_counter() - started) * 1000, 1)
                log.info("request", method=scope["method"], route=route, status=status, ms=took)


def install(app: FastAPI) -> None:
    Instrumentator(excluded_handlers=[*QUIET, "/media"]).instrument(app).expose(
        app, include_in_schema=False, tags=["运维"]
    )
    app.add_middleware(RequestLog)
