"""Puts the parts together: settings, modules, routes, and what lives as long as the process."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute, APIWebSocketRoute

from app.core import auth, docs, errors, guard, health, home, idempotency, jobs, observability, openapi, welcome
from app.core.admin import console
from app.core.body_limit import BodyLimit
from app.core.business import business
from app.core.crypto import cipher
from app.core.database import Database
from app.core.jobs import wake_up
from app.core.jobs.worker import Worker
from app.core.media import MediaFiles
from app.core.module import Module
from app.core.plain_text import RefuseNul
from app.core.rate_limit import RateLimiter
from app.core.resources import Resources
from app.core.settings import settings
from app.core.staff import router as staff_routes
from app.core.staff.permissions import Permission, check_permissions
from app.core.wechat.client import WeChat, open_wechat

API = "/api/v1"
GRACE_SECONDS = 10

_started = False


def start(modules: Sequence[Module], permissions: Sequence[Permission]) -> None:
    """Plug every module in, once per process.

    Raises ValueError or LookupError for parts that do not fit together, guard.Unsafe for settings not fit for
    production.
    """
    global _started  # noqa: PLW0603  # ports and handlers belong to the process
    if _started:
        return
    _started = True
    jobs.every(timedelta(hours=1), "core.purge_sessions", auth.purge_sessions)
    jobs.every(timedelta(hours=1), "core.purge_answers", idempotency.purge)
    jobs.every(timedelta(hours=6), "core.purge_jobs", jobs.purge)
    for module in modules:
        if module.settings:
            module.settings.load()
        module.setup()
    for module in modules:
        module.after_setup()
    guard.check(settings())
    home.check_blocks()
    check_permissions(permissions)
    cipher()


@asynccontextmanager
async def open_resources(database_url: str, modules: Sequence[Module]) -> AsyncIterator[Resources]:
    """What the web process and the worker both need, closed at the end."""
    resources = Resources()
    async with AsyncExitStack() as stack:
        database = Database(database_url)
        stack.push_async_callback(database.close)
        resources.add(Database, database)
        resources.add(WeChat, await stack.enter_async_context(open_wechat()))
        resources.add(RateLimiter, RateLimiter(settings().redis_url))
        if url := settings().redis_url:
            await stack.enter_async_context(wake_up.telling(url, database))
        for module in modules:
            if module.lifespan:
                await stack.enter_async_context(module.lifespan(resources))
        yield resources


@asynccontextmanager
async def working(resources: Resources, modules: Sequence[Module]) -> AsyncIterator[None]:
    """Works off jobs beside the block; at its end the rows in hand are finished, for a while at least."""
    database = resources.get(Database)
    worker = Worker(database, resources)
    task = asyncio.create_task(worker.run_forever(), name="jobs")
    try:
        async with AsyncExitStack() as stack:
            if url := settings().redis_url:
                await stack.enter_async_context(wake_up.hearing(url, database))
            for module in modules:
                if module.work:
                    await stack.enter_async_context(module.work(resources))
            yield
    finally:
        worker.stop()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(task, GRACE_SECONDS)


def api_routers(modules: Sequence[Module]) -> list[APIRouter]:
    """The routers under /api/v1. Call it after `start`: some depend on what modules have provided to each other."""
    of_modules = [router for module in modules for router in (*module.routers, *module.routers_after_setup())]
    return [home.router, staff_routes.router, *of_modules]


def api_routes(modules: Sequence[Module]) -> list[tuple[str, APIRoute]]:
    """Every documented route with its full path; what stays open over WebSocket is in no document.

    Raises TypeError for a router inside a router: list both in `routers`.
    """
    rows = [("", route) for route in health.router.routes]
    rows += [(API, route) for router in api_routers(modules) for route in router.routes]
    found = []
    for prefix, route in rows:
        if isinstance(route, APIWebSocketRoute):
            continue
        if not isinstance(route, APIRoute):
            raise TypeError(f"{route} is not a route of its own")
        if route.include_in_schema:
            found.append((prefix + route.path, route))
    return found


def create_app(modules: Sequence[Module], permissions: Sequence[Permission]) -> FastAPI:
    """The ASGI application. Raises what `start` raises."""
    observability.configure_logs(settings().log_format)
    start(modules, permissions)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            resources = await stack.enter_async_context(open_resources(app.state.database_url, modules))
            app.state.resources = resources
            if app.state.run_jobs:
                await stack.enter_async_context(working(resources, modules))
            yield

    app = FastAPI(
        title=business().app.name,
        version="1.0.0",
        description="金额一律为分（整数），时间一律为带时区的 ISO 8601。",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.database_url = settings().database_url
    app.state.run_jobs = settings().run_jobs
    errors.install(app)
    docs.install(app)
    app.add_middleware(RefuseNul)
    app.add_middleware(BodyLimit)
    observability.install(app)
    # Before the rest: each of the hundreds of addresses in one of its pages is looked for from the first route on.
    console.install(app, modules, lambda: app.state.resources)
    app.include_router(welcome.router)
    app.include_router(health.router)
    for router in api_routers(modules):
        app.include_router(router, prefix=API)
    for page in (page for module in modules for page in module.pages):
        app.include_router(page)
    settings().media_dir.mkdir(parents=True, exist_ok=True)
    app.mount("/media", MediaFiles(directory=settings().media_dir), name="media")
    openapi.install(app, api_routes(modules))
    return app
