"""Connections, transactions and the types of columns. One code base on SQLite and PostgreSQL.

SQLite runs in WAL mode with full synchronisation. Its write transactions start with BEGIN IMMEDIATE: a deferred one
that turns to writing later fails at once with "database is locked", whatever the timeout. Within a process one
connection writes, so that writers queue in order.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

import sqlalchemy as sa
from fastapi import Depends
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection, Dialect
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase

from app.core.resources import resource
from app.core.sqlite import DRIVER, begin_writing

_Value = TypeVar("_Value")

BUSY_TIMEOUT_MS = 15_000
POOL_TIMEOUT_S = 30


class UtcDateTime(sa.TypeDecorator[datetime]):
    """A moment, always with its zone, kept in UTC.

    SQLite has no zones: there it is stored without and read back as UTC.
    """

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime(), dict[str, Any]: sa.JSON(), list[Any]: sa.JSON()}  # noqa: RUF012  # SQLAlchemy reads it so


LongId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""A primary key that may pass two thousand million; SQLite numbers rows by itself only in a column called INTEGER."""

_inside: ContextVar[bool] = ContextVar("inside_transaction", default=False)


def prepare_path(url: str) -> None:
    """Make the folder of an SQLite file."""
    address = sa.make_url(url)
    if address.get_backend_name() == "sqlite" and address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)


def open_engine(url: str, *, readonly: bool = False) -> AsyncEngine:
    """An engine whose transactions behave as described above; `url` is sqlite+aiosqlite:///… or postgresql+asyncpg://…

    Its errors hide the values of a statement: they end up in logs.
    """
    if not url.startswith("sqlite"):
        options = {"postgresql_readonly": True} if readonly else {}
        engine = create_async_engine(
            url,
            pool_size=5,
            max_overflow=10,
            pool_pre_ping=True,
            execution_options=options,
            hide_parameters=True,
        )
        event.listen(engine.sync_engine, "do_connect", _connect)
        return engine
    prepare_path(url)
    engine = create_async_engine(
        url if readonly else sa.make_url(url).set(drivername=DRIVER),
        pool_size=4 if readonly else 1,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT_S,
        poolclass=sa.AsyncAdaptedQueuePool,
        hide_parameters=True,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: DBAPIConnection, _record: object) -> None:
        connection.isolation_level = None  # no BEGIN of the driver's own
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA journal_mode=WAL")  # another process may be about to open or close the file
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA query_only=ON" if readonly else "PRAGMA busy_timeout=0")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: sa.Connection) -> None:
        if readonly:
            connection.exec_driver_sql("BEGIN")
        else:
            begin_writing(connection)

    return engine


def _connect(dialect: Dialect, _record: object, arguments: list[Any], options: dict[str, Any]) -> DBAPIConnection:
    """A server that is not there counts as the database's error, whatever the system says of its address."""
    try:
        return dialect.connect(*arguments, **options)
    except OSError as error:
        raise dialect.loaded_dbapi.OperationalError(str(error)) from error


class Database:
    """Opens transactions. Whenever a committed one leaves a job behind, all of `on_jobs` is called, and `work` set."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.work = asyncio.Event()
        self.on_jobs: list[Callable[[], None]] = [self.work.set]
        self._writer = open_engine(url)
        self._reader = open_engine(url, readonly=True)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:
        """A write transaction: committed at the end of the block, rolled back when the block raises.

        No network call inside. Raises RuntimeError within another transaction: pass the session instead.
        """
        with _alone():
            async with AsyncSession(self._writer, expire_on_commit=False) as session, session.begin():
                yield session
        if session.info.get("jobs"):
            for call in self.on_jobs:
                call()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A read-only transaction: one snapshot on SQLite, what is committed at each statement on PostgreSQL."""
        with _alone():
            async with AsyncSession(self._reader, expire_on_commit=False) as session, session.begin():
                yield session

    async def close(self) -> None:
        await self._writer.dispose()
        await self._reader.dispose()


class _alone:  # noqa: N801  # reads as a statement
    """Refuses a transaction inside a transaction: on SQLite it would wait for itself."""

    def __enter__(self) -> None:
        if _inside.get():
            raise RuntimeError("a transaction is open already: pass its session on instead of opening another")
        self._token = _inside.set(True)

    def __exit__(self, *_: object) -> None:
        _inside.reset(self._token)


def upsert(session: AsyncSession, model: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """`INSERT … ON CONFLICT …` in the session's dialect.

    Go on with `.values(…).on_conflict_do_nothing()` or `.values(…).on_conflict_do_update(…)`.
    """
    return postgresql.insert(model) if session.get_bind().dialect.name == "postgresql" else sqlite.insert(model)


@cache
def insert_once(dialect: str, model: type[Base], *unique: str) -> sa.Insert:
    """`INSERT … ON CONFLICT (unique) DO NOTHING` into the table itself, for rows that go with it when it is executed.

    Built once: for what nearly every transaction does, as building a statement takes longer than running it.
    """
    table = model.metadata.tables[model.__tablename__]
    insert = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    return insert.on_conflict_do_nothing(index_elements=unique)


async def count_by(
    session: AsyncSession, column: sa.SQLColumnExpression[_Value], *where: sa.ColumnElement[bool]
) -> Counter[_Value]:
    """How many rows there are with each value of the column."""
    counted = sa.select(column, sa.func.count()).where(*where).group_by(column)
    return Counter({value: number for value, number in await session.execute(counted)})  # noqa: C416  # for its type


async def changed(session: AsyncSession, statement: sa.Update | sa.Delete | postgresql.Insert | sqlite.Insert) -> int:
    """Execute a conditional write and say how many rows it touched: 0 means that the condition no longer held."""
    result = await session.execute(statement, execution_options={"synchronize_session": False})
    return result.rowcount if isinstance(result, sa.CursorResult) else 0


DatabaseDep = Annotated[Database, Depends(resource(Database))]
