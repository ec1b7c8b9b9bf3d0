"""`python -m devtools.run`: everything on one machine, in one terminal.

Makes a `.env` with secrets of its own when there is none, migrates, loads the demo data, and serves the shop together
with the stand-in for WeChat, on 127.0.0.1 only. Ctrl+C stops both; so does the end of the program that started them.
"""

import argparse
import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import uvicorn
from asyncpg import PostgresError
from dotenv import dotenv_values
from sqlalchemy import make_url
from sqlalchemy.exc import InterfaceError, OperationalError
from starlette.types import ASGIApp

from devtools import dotenv
from devtools.preview import PREFIX, Preview
from devtools.wechat import ProductionRefusedError, StandIn, Timeline, create_app, development_environment
from devtools.words import say

HOST = "127.0.0.1"
BACKEND = Path(__file__).resolve().parents[1]
ENV_FILE = BACKEND.parent / ".env"
KEYS = BACKEND / "devtools" / ".keys"
STATE = BACKEND / "var" / "wechat.json"
PARENT_POLL_SECONDS = 1.0


@dataclass(frozen=True)
class Started:
    """What is running, for people and for programs (`--ready-file`)."""

    url: str
    wechat_url: str | None
    """The stand-in; None when `.env` names WeChat's own accounts."""
    preview_url: str | None
    """The mini-program in the browser; None when there is no bundle of it."""
    username: str | None
    password: str | None
    """The first owner's, only when the account was made just now."""


class Server(uvicorn.Server):
    """One of two servers in one process: signals are handled once for both, in `_run`."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(uvicorn.Config(app, log_level="warning", access_log=False))
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m devtools.run", description="在本机启动后端和微信模拟环境")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument("--no-seed", action="store_true", help="不载入演示数据")
    parser.add_argument("--ready-file", type=Path, help="启动完成后把地址写入这个文件（JSON）")
    options = parser.parse_args()
    try:
        shop = socket.create_server((HOST, options.port))
    except OSError:
        return _fail(say("port_taken", port=options.port))
    wechat = socket.create_server((HOST, 0))
    created = dotenv.create_dotenv(ENV_FILE)
    try:
        standin = set_environment(address(shop), address(wechat))
    except ProductionRefusedError as error:
        return _fail(str(error))
    if created:
        sys.stdout.write(say("dotenv_made", name=ENV_FILE.name) + "\n")
    if problem := migrate():
        return _fail(problem)
    return asyncio.run(serve(shop, wechat, standin, seed=not options.no_seed, ready_file=options.ready_file))


def _fail(message: str) -> int:
    sys.stderr.write(message + "\n")
    return 1


def address(listener: socket.socket) -> str:
    return f"http://{HOST}:{listener.getsockname()[1]}"


def set_environment(shop_url: str, wechat_url: str) -> StandIn | None:
    """Point the shop at the stand-in, unless `.env` or the environment names an account of WeChat's.

    Raises ProductionRefusedError when that environment is production.
    """
    said = {name: value for name, value in {**dotenv_values(ENV_FILE), **os.environ}.items() if value}
    os.environ.setdefault("PUBLIC_URL", said.get("PUBLIC_URL", shop_url))
    if said.get("ENVIRONMENT", "development") == "production":
        raise ProductionRefusedError(say("production"))
    if any(name.startswith("WECHAT_") for name in said):
        return None
    os.environ.update(development_environment(KEYS, wechat_url))
    STATE.parent.mkdir(exist_ok=True)
    return StandIn(KEYS, timeline=Timeline(0.01), state_file=STATE)


def migrate() -> str | None:
    """What is wrong when the database cannot be reached."""
    from alembic import command  # noqa: PLC0415  # reads the settings, which `set_environment` has completed
    from alembic.config import Config  # noqa: PLC0415

    from app.core.settings import settings  # noqa: PLC0415

    try:
        command.upgrade(Config(BACKEND / "alembic.ini"), "heads")
    except (OSError, OperationalError, InterfaceError, PostgresError) as error:
        reason = str(getattr(error, "orig", None) or error)
        return say("database_away", address=repr(make_url(settings().database_url)), reason=reason)
    return None


async def serve(
    shop: socket.socket, wechat: socket.socket, standin: StandIn | None, *, seed: bool, ready_file: Path | None
) -> int:
    from app.core.business import FILE  # noqa: PLC0415  # these read the settings
    from app.core.database import Database  # noqa: PLC0415
    from app.core.staff.service import first_owner  # noqa: PLC0415
    from app.core.wechat.templates import template_titles  # noqa: PLC0415
    from app.main import app  # noqa: PLC0415
    from app.registry import MODULES  # noqa: PLC0415
    from devtools import reread  # noqa: PLC0415
    from devtools import seed as demo  # noqa: PLC0415

    database = Database(app.state.database_url)
    try:
        if seed:
            await demo.seed(database, MODULES)
        username, password = await first_owner(database) or (None, None)
    except demo.DemoDataError as wrong:
        return _fail(say("demo_data", module=wrong.module, reason=wrong.reason))
    finally:
        await database.close()
    if standin:
        standin.titles = template_titles
    preview = Preview(app, standin)
    servers = [(Server(preview), shop)]
    if standin:
        servers.append((Server(create_app(standin)), wechat))
    url, wechat_url = address(shop), address(wechat) if standin else None
    started = Started(url, wechat_url, f"{url}{PREFIX}/" if preview.folder else None, username, password)
    following = asyncio.create_task(reread.follow(FILE, preview.closing))
    status = await _run(servers, started, ready_file, preview.closing.set)
    await following
    return status


async def _run(
    servers: list[tuple[Server, socket.socket]], started: Started, ready_file: Path | None, close: Callable[[], None]
) -> int:
    stopped = asyncio.Event()
    _on_signals(stopped.set)
    tasks = [asyncio.create_task(server.serve(sockets=[listener])) for server, listener in servers]
    ended, parent = asyncio.create_task(stopped.wait()), asyncio.create_task(_parent_gone(stopped))
    ready = asyncio.create_task(_all_ready(servers))
    await asyncio.wait([ready, *tasks], return_when=asyncio.FIRST_COMPLETED)
    if ready.done():
        announce(started, ready_file)
    await asyncio.wait([ended, *tasks], return_when=asyncio.FIRST_COMPLETED)
    close()
    for (server, _), task in zip(servers, tasks, strict=True):  # the shop first: its last calls still find the stand-in
        server.should_exit = True
        await task
    for rest in (ready, ended, parent):
        rest.cancel()
    sys.stdout.write(say("stopped") + "\n")
    return 0 if stopped.is_set() else 1


async def _all_ready(servers: list[tuple[Server, socket.socket]]) -> None:
    for server, _ in servers:
        await server.ready.wait()


def _on_signals(stop: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            try:
                loop.add_signal_handler(number, stop)
            except NotImplementedError:  # Windows
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop))


async def _parent_gone(stopped: asyncio.Event) -> None:
    parent = os.getppid()
    while os.getppid() == parent:  # noqa: ASYNC110  # nothing tells a process that its parent is gone
        await asyncio.sleep(PARENT_POLL_SECONDS)
    stopped.set()


def announce(started: Started, ready_file: Path | None) -> None:
    if ready_file:
        part = ready_file.with_name(ready_file.name + ".part")
        part.write_text(json.dumps(asdict(started)), "utf-8")
        part.replace(ready_file)
    lines = ["", say("start_page", url=started.url)]
    if started.preview_url:
        lines.append(say("preview", url=started.preview_url))
    lines.append(say("addresses", url=started.url))
    if started.wechat_url:
        lines.append(say("stand_in", url=started.wechat_url))
    if started.password:
        lines += ["", say("first_owner", username=started.username, password=started.password)]
    sys.stdout.write("\n".join([*lines, "", say("how_to_stop"), ""]))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
