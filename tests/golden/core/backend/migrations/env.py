"""Runs migrations, on both databases in one transaction that only one process can hold.

SQLite: foreign keys are off meanwhile, because altering a table by copying it would delete the children of its rows; at
the end all of them are checked. PostgreSQL: an advisory lock makes a second process wait, and find nothing left to do.
"""

import asyncio
from typing import Literal

import sqlalchemy as sa
from alembic import context
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import SchemaItem

import app.core.application
import app.core.privacy
import app.registry  # noqa: F401  # with these every table is known
from app.core.database import Base, UtcDateTime, prepare_path
from app.core.settings import settings

LOCK = 7_251_840
OWNERS = {
    mapper.local_table.name: mapper.class_.__module__.split(".")[1:3]
    for mapper in Base.registry.mappers
    if isinstance(mapper.local_table, sa.Table) and mapper.local_table.metadata is Base.metadata
}
"""Table to ["core", …] or ["modules", "order"]."""

Kind = Literal["schema", "table", "column", "index", "unique_constraint", "foreign_key_constraint", "check_constraint"]


def include(item: SchemaItem, name: str | None, kind: Kind, _reflected: bool, _other: SchemaItem | None) -> bool:  # noqa: FBT001  # alembic's signature
    """Tables of modules that were taken out stay; `-x module=order` looks at one branch.

    An index of a kind that PostgreSQL alone has is looked for there.
    """
    if isinstance(item, sa.Index) and item.dialect_kwargs.get("postgresql_using"):
        return context.get_context().dialect.name == "postgresql"
    if kind != "table":
        return True
    owner = OWNERS.get(name or "")
    only = context.get_x_argument(as_dictionary=True).get("module")
    return owner is not None and (only is None or only == (owner[1] if owner[0] == "modules" else "core"))


def render(kind: str, item: object, _context: object) -> str | Literal[False]:
    return "UtcDateTime()" if kind == "type" and isinstance(item, UtcDateTime) else False


def migrate(connection: sa.Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=include,
        render_item=render,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        if not sqlite:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
        context.run_migrations()
        if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
            raise RuntimeError(f"foreign keys point nowhere: {broken[:5]}")


async def run() -> None:
    url = context.config.get_main_option("sqlalchemy.url") or settings().database_url
    prepare_path(url)
    engine = create_async_engine(url, poolclass=NullPool)
    if url.startswith("sqlite"):

        @event.listens_for(engine.sync_engine, "connect")
        def prepare(connection: DBAPIConnection, _record: object) -> None:
            connection.isolation_level = None
            connection.execute("PRAGMA busy_timeout=60000")
            connection.execute("PRAGMA foreign_keys=OFF")

        @event.listens_for(engine.sync_engine, "begin")
        def begin(connection: sa.Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    async with engine.connect() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


asyncio.run(run())
