"""Copies of a database that stay consistent while the shop sells, and bringing one back, wholly or not at all."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa

from app.core.backup.archive import Broken, Kind
from app.core.database import prepare_path


class NotEmpty(Exception):
    """The database to restore into has something in it."""


class InUse(Exception):
    """The shop is running on it."""


class ToolMissing(Exception):
    """PostgreSQL's own programs are needed and not installed: pg_dump, psql."""


class Copier(Protocol):
    kind: Kind

    def copy(self, target: Path) -> None: ...

    def is_empty(self) -> bool: ...

    def bring_back(self, source: Path) -> None:
        """In place of all that is there. Raises Broken, InUse."""
        ...


def copier(url: str) -> Copier:
    address = sa.make_url(url)
    return SqliteCopier(address) if address.get_backend_name() == "sqlite" else PostgresCopier(address)


class SqliteCopier:
    kind: Kind = "sqlite"

    def __init__(self, address: sa.URL) -> None:
        prepare_path(str(address))
        self._file = Path(address.database or "")

    def copy(self, target: Path) -> None:
        with closing(sqlite3.connect(self._file)) as here, closing(sqlite3.connect(target)) as there:
            here.backup(there)

    def is_empty(self) -> bool:
        with closing(sqlite3.connect(self._file)) as here:
            return not here.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()

    def bring_back(self, source: Path) -> None:
        with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(self._file, timeout=0)) as here:
            try:
                sound = there.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            except sqlite3.DatabaseError as error:
                raise Broken(str(error)) from error
            if not sound:
                raise Broken("integrity_check")
            try:
                here.execute("PRAGMA journal_mode=DELETE")  # refused while anybody else has the file open
            except sqlite3.OperationalError as error:
                raise InUse(str(error)) from error
            there.backup(here)


class PostgresCopier:
    kind: Kind = "postgresql"

    def __init__(self, address: sa.URL) -> None:
        self._environment = {
            "PGHOST": str(address.query.get("host") or address.host or "127.0.0.1"),
            "PGPORT": str(address.port or 5432),
            "PGUSER": address.username or "",
            "PGPASSWORD": str(address.password or ""),
            "PGDATABASE": address.database or "",
        }

    def copy(self, target: Path) -> None:
        options = ("--no-owner", "--no-acl", "--schema=public", "--file", str(target))
        run("pg_dump", *options, environment=self._environment)

    def is_empty(self) -> bool:
        count = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        return run("psql", "-XAtc", count, environment=self._environment).strip() == "0"

    def bring_back(self, source: Path) -> None:
        """In one transaction, which waits for those that are open."""
        anew = ("-c", "DROP SCHEMA IF EXISTS public CASCADE")
        options = ("-Xq", "--single-transaction", "--set", "ON_ERROR_STOP=1")
        run("psql", *options, *anew, "-f", str(source), environment=self._environment)


def run(program: str, *arguments: str, environment: Mapping[str, str]) -> str:
    """What it printed. Raises ToolMissing, Broken with what it complained of."""
    found = shutil.which(program)
    if found is None:
        raise ToolMissing(program)
    given = {**os.environ, **{name: value for name, value in environment.items() if value}}
    done = subprocess.run([found, *arguments], env=given, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Broken(f"{program}: {done.stderr.strip()}")
    return done.stdout
