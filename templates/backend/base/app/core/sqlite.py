"""SQLite on the event loop itself: no thread to hand each statement to, which costs more than most statements do.

A statement holds the loop up while it runs, so this is for the short transactions that write; reading, which may take
long, stays with aiosqlite. Waiting for another process never holds the loop up: see `begin_writing`.
"""

import asyncio
import sqlite3
import time
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import OperationalError
from sqlalchemy.util import await_only

DRIVER = "sqlite+inline"
LOCK_TIMEOUT_S = 15
FIRST_WAIT_S, LONGEST_WAIT_S = 0.001, 0.05


Parameters: TypeAlias = Sequence[Any] | Mapping[str, Any]
Many: TypeAlias = Sequence[Sequence[Any]] | Sequence[Mapping[str, Any]]


class Cursor(sqlite3.Cursor):
    async def _async_soft_close(self) -> None:
        """SQLAlchemy awaits this where a statement on a table, and not on a class, has given rows."""


class Connection(sqlite3.Connection):
    def cursor(self, factory: type[sqlite3.Cursor] = Cursor) -> sqlite3.Cursor:  # type: ignore[override]  # and no other
        return super().cursor(factory)


class InlineDialect(SQLiteDialect_pysqlite):
    """The driver of Python itself, under SQLAlchemy's asynchronous engine."""

    driver = "inline"
    is_async = True
    supports_statement_cache = True

    @classmethod
    def get_pool_class(cls, url: sa.URL) -> type[sa.Pool]:
        del url
        return sa.AsyncAdaptedQueuePool

    def connect(self, *arguments: Any, **named: Any) -> DBAPIConnection:  # noqa: ANN401  # those of sqlite3.connect
        return super().connect(*arguments, factory=Connection, **named)

    def do_execute(
        self, cursor: DBAPICursor, statement: str, parameters: Parameters | None, context: object = None
    ) -> None:
        del context
        await_only(_at_once())
        cursor.execute(statement, parameters or ())

    def do_executemany(self, cursor: DBAPICursor, statement: str, parameters: Many, context: object = None) -> None:
        del context
        await_only(_at_once())
        cursor.executemany(statement, parameters)

    def do_execute_no_params(self, cursor: DBAPICursor, statement: str, context: object = None) -> None:
        del context
        await_only(_at_once())
        cursor.execute(statement)


async def _at_once() -> None:
    """SQLAlchemy takes a driver for a mistake that awaits nothing."""


registry.register("sqlite.inline", __name__, InlineDialect.__name__)


def begin_writing(connection: sa.Connection) -> None:
    """Take the lock for writing; the loop runs on while another process holds it.

    Raises OperationalError when it was not given back in LOCK_TIMEOUT_S.
    """
    deadline = time.monotonic() + LOCK_TIMEOUT_S
    wait = FIRST_WAIT_S
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except OperationalError as error:
            if "locked" not in str(error.orig) or time.monotonic() > deadline:
                raise
        else:
            return
        await_only(asyncio.sleep(wait))
        wait = min(wait * 2, LONGEST_WAIT_S)
