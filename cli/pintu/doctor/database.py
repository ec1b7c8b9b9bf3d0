"""The database that the backend would use: SQLite, or what DATABASE_URL names."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from pintu.doctor.finding import Finding, Patient, State
from pintu.doctor.server import server

SQLITE = (3, 35, 0)
"""RETURNING and the upserts that the backend writes (SQLite release notes, 2021-03-12)."""
PORTS = {"postgresql": 5432}


def database(patient: Patient) -> Iterator[Finding]:
    url = patient.environment.get("DATABASE_URL", "")
    kind = url.partition(":")[0].partition("+")[0]
    if kind in {"", "sqlite"}:
        state: State = "ok" if sqlite3.sqlite_version_info >= SQLITE and searches() else "missing"
        yield Finding("database", state, f"SQLite {sqlite3.sqlite_version}", required=True)
    elif kind in PORTS:
        yield server("database", url, PORTS[kind])
    else:
        yield Finding("database_url", "missing", kind, required=True)


def searches() -> bool:
    """Whether SQLite was built with FTS5, the index of what products are found by."""
    with closing(sqlite3.connect(":memory:")) as connection:
        return bool(connection.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchall())
