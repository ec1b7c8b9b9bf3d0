"""A clean database for each test: migrated once, then copied (SQLite) or emptied (PostgreSQL)."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from app.core.database import Base, open_engine
from app.core.settings import BACKEND, settings


def migrate(url: str) -> None:
    """Bring the database at `url` to the newest version of every branch."""
    config = Config(BACKEND / "alembic.ini")
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    command.upgrade(config, "heads")


def copy_of(original: str, target: Path) -> str:
    """A copy of the SQLite database at the address `original`, in the file `target`; its address."""
    for name in ("", "-wal", "-shm"):
        target.with_name(target.name + name).unlink(missing_ok=True)
    shutil.copyfile(sa.make_url(original).database or "", target)
    return f"sqlite+aiosqlite:///{target}"


async def reset(url: str) -> None:
    """Throw away everything in the PostgreSQL database at `url`, whose name must say that it is for tests."""
    if "test" not in (sa.make_url(url).database or ""):
        raise ValueError("TEST_DATABASE_URL must name a database with `test` in its name: it is emptied")
    await _execute(url, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")


async def empty(url: str) -> None:
    """Empty the tables that have rows and number rows anew; their owner may switch off what guards them.

    TRUNCATE would make new files for all of them, whatever they hold: it takes longer than most tests.
    """
    async with _autocommit(url) as connection:
        filled = list(await connection.scalars(sa.text(_filled())))
        guarded = set(await connection.scalars(sa.text(_GUARDED))).intersection(filled)
        deletes = ", ".join(f'd{place} AS (DELETE FROM "{name}")' for place, name in enumerate(filled))  # noqa: S608  our own
        statements = [f'ALTER TABLE "{name}" DISABLE TRIGGER USER' for name in sorted(guarded)]
        statements += [f"WITH {deletes} SELECT"] if filled else []  # at once: what refers to what is looked at after it
        statements += [f'ALTER TABLE "{name}" ENABLE TRIGGER USER' for name in sorted(guarded)]
        statements += [f'ALTER SEQUENCE "{name}" RESTART' for name in await connection.scalars(sa.text(_COUNTED))]
        for statement in statements:
            await connection.execute(sa.text(statement))


@cache
def _filled() -> str:
    looks = (f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in Base.metadata.tables)  # noqa: S608  our own
    return " UNION ALL ".join(looks)


_GUARDED = "SELECT relname FROM pg_class WHERE oid IN (SELECT tgrelid FROM pg_trigger WHERE NOT tgisinternal)"
_COUNTED = "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"


class Engines:
    """Kept from test to test, with the statements that they have compiled: that takes longer than running them.

    The first to open an address in a test gets the kept engine; whoever else does plays another process.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, bool], AsyncEngine] = {}
        self._taken: set[tuple[str, bool]] = set()

    def open(self, url: str, *, readonly: bool = False) -> AsyncEngine:
        key = (url, readonly)
        if key in self._taken:
            return open_engine(url, readonly=readonly)
        self._taken.add(key)
        if key not in self._kept:
            self._kept[key] = open_engine(url, readonly=readonly)
        return self._kept[key]

    def next_test(self) -> None:
        self._taken.clear()


@asynccontextmanager
async def scratch(folder: Path) -> AsyncIterator[str]:
    """The address of an empty database that nobody else uses, not even migrated."""
    if is_sqlite():
        yield f"sqlite+aiosqlite:///{folder / 'scratch.db'}"
        return
    url = sa.make_url(settings().database_url)
    name = f"{url.database}_scratch"
    await _execute(settings().database_url, f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
    yield url.set(database=name).render_as_string(hide_password=False)
    await _execute(settings().database_url, f'DROP DATABASE "{name}" WITH (FORCE)')


async def _execute(url: str, *statements: str) -> None:
    async with _autocommit(url) as connection:
        for statement in statements:
            await connection.execute(sa.text(statement))


@asynccontextmanager
async def _autocommit(url: str) -> AsyncIterator[AsyncConnection]:
    engine = create_async_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        yield connection
    await engine.dispose()


def is_sqlite() -> bool:
    return settings().database_url.startswith("sqlite")
