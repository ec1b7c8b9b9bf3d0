"""`python -m devtools.run`: the whole shop in one terminal."""

import asyncio
import json
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from app.core import clock, jobs
from app.core.database import Database
from app.core.jobs import Job
from app.core.settings import BACKEND
from devtools import dotenv, words

LAST_LINE = "按 Ctrl+C 停止"
FORGET = {"DEVTOOLS_LANG", "DATABASE_URL", "FIELD_KEYS", "INDEX_KEY", "PUBLIC_URL", "RUN_JOBS", "ENVIRONMENT", "PORT"}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What a developer's shell has: nothing of ours. Keys and database stay in the test's folder."""
    kept = {n: v for n, v in os.environ.items() if n not in FORGET and not n.startswith("WECHAT_")}
    dotenv.create_dotenv(tmp_path / ".env")
    mine = dict(line.split("=", 1) for line in (tmp_path / ".env").read_text().splitlines() if "=" in line)
    database = {"DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'run.db'}", "MEDIA_DIR": str(tmp_path / "media")}
    return kept | mine | database


async def start(ready: Path, environment: dict[str, str], *command: str) -> tuple[asyncio.subprocess.Process, Any]:
    """The running program and its ready file, with what it `said`. Raises AssertionError when it ends before that."""
    process = await asyncio.create_subprocess_exec(
        *(command or (sys.executable, "-m", "devtools.run", "--port", "0", "--no-seed", "--ready-file", str(ready))),
        cwd=BACKEND,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None
    said = b""
    while line := await process.stdout.readline():
        said += line
        if LAST_LINE in line.decode():
            return process, json.loads(await asyncio.to_thread(ready.read_text)) | {"said": said.decode()}
    await process.wait()
    raise AssertionError(said.decode())


@pytest.fixture
async def running(tmp_path: Path, environment: dict[str, str]) -> AsyncIterator[tuple[asyncio.subprocess.Process, Any]]:
    process, ready = await start(tmp_path / "ready.json", environment)
    yield process, ready
    if process.returncode is None:
        process.kill()
        await process.wait()


async def test_serves_shop_and_stand_in_and_stops_when_asked(
    running: tuple[asyncio.subprocess.Process, Any],
) -> None:
    process, ready = running
    async with httpx.AsyncClient(base_url=ready["url"]) as client:
        assert (await client.get("/readyz")).json() == {"status": "ok"}
        signed_in = await client.post(
            "/api/v1/staff/login", json={"username": ready["username"], "password": ready["password"]}
        )
        assert signed_in.json()["must_change_password"] is True
    async with httpx.AsyncClient(base_url=ready["wechat_url"]) as client:
        assert (await client.get("/sns/jscode2session")).json()["errcode"] == 40013

    process.send_signal(signal.SIGINT)
    output, _ = await asyncio.wait_for(process.communicate(), 30)

    assert process.returncode == 0
    assert ready["password"] in ready["said"]
    assert output.decode().endswith("已停止\n")


async def test_stops_when_the_program_that_started_it_is_killed(tmp_path: Path, environment: dict[str, str]) -> None:
    ready_file = tmp_path / "ready.json"
    run = f"{sys.executable} -m devtools.run --port 0 --no-seed --ready-file {ready_file}"
    shell, ready = await start(ready_file, environment, "sh", "-c", f"{run} & wait")
    shell.kill()
    await asyncio.wait_for(shell.communicate(), 30)  # ends when the grandchild, too, has closed its output

    async with httpx.AsyncClient(base_url=ready["url"]) as client:
        with pytest.raises(httpx.ConnectError):
            await client.get("/healthz")


async def test_worker_process_finishes_its_work_and_stops_when_asked(database: Database) -> None:
    async with database.begin() as session:
        await jobs.schedule(session, "core.purge_answers")
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "app.worker", cwd=BACKEND, env=os.environ | {"DATABASE_URL": database.url}
    )
    async with asyncio.timeout(60):
        while await states(database) != {"done"}:  # noqa: ASYNC110  # another process says nothing
            await asyncio.sleep(0.1)
    worker.terminate()

    assert await asyncio.wait_for(worker.wait(), 30) == 0


async def states(database: Database) -> set[str]:
    """Of the runs that are due."""
    async with database.read() as session:
        return set(await session.scalars(sa.select(Job.state).where(Job.run_at <= clock.now())))


async def test_refuses_production(tmp_path: Path, environment: dict[str, str]) -> None:
    with pytest.raises(AssertionError, match="production"):
        await start(tmp_path / "ready.json", environment | {"ENVIRONMENT": "production"})


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ({}, "端口 {} 已被占用，请用 --port 换一个"),
        ({"DEVTOOLS_LANG": "en"}, "Port {} is taken; choose another one with --port"),
    ],
    ids=["Chinese", "English"],
)
async def test_port_is_taken(
    tmp_path: Path, environment: dict[str, str], language: dict[str, str], sentence: str
) -> None:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = str(server.sockets[0].getsockname()[1])
    command = (sys.executable, "-m", "devtools.run", "--port", port)
    with pytest.raises(AssertionError) as refused:
        await start(tmp_path / "ready.json", environment | language, *command)
    server.close()
    assert refused.value.args[0] == sentence.format(port) + "\n"


def test_both_languages_say_the_same() -> None:
    def values(sentences: dict[str, str]) -> dict[str, set[str]]:
        return {name: set(re.findall(r"{\w+}", said)) for name, said in sentences.items()}

    assert values(words.CHINESE) == values(words.ENGLISH)


def test_dotenv_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / ".env"

    assert dotenv.create_dotenv(path) is True
    first = path.read_text()
    assert dotenv.create_dotenv(path) is False

    assert path.read_text() == first
    assert path.stat().st_mode & 0o077 == 0
    assert "FIELD_KEYS=dev1:" in first


async def test_says_which_database_is_away(tmp_path: Path, environment: dict[str, str]) -> None:
    """Without its password, and without a traceback."""
    environment["DATABASE_URL"] = "postgresql+asyncpg://shop:secret@127.0.0.1:1/shop"
    with pytest.raises(AssertionError) as ended:
        await start(tmp_path / "ready.json", environment)
    said = str(ended.value)
    assert "连不上数据库 postgresql+asyncpg://shop:***@127.0.0.1:1/shop" in said
    assert "Traceback" not in said
    assert "secret" not in said
