"""The database that the backend would use: SQLite, or what DATABASE_URL names."""

import socket
import sqlite3
from collections.abc import Iterator
from urllib.parse import urlsplit

from pintu.doctor.finding import Finding, Patient, State

SQLITE = (3, 35, 0)
"""RETURNING and the upserts that the backend writes (SQLite release notes, 2021-03-12)."""
PORTS = {"postgresql": 5432}
PATIENCE_SECONDS = 3


def database(patient: Patient) -> Iterator[Finding]:
    url = patient.environment.get("DATABASE_URL", "")
    kind = url.partition(":")[0].partition("+")[0]
    if kind in {"", "sqlite"}:
        state: State = "ok" if sqlite3.sqlite_version_info >= SQLITE else "missing"
        yield Finding("database", state, f"SQLite {sqlite3.sqlite_version}", required=True)
    elif kind in PORTS:
        yield _server(url, PORTS[kind])
    else:
        yield Finding("database_url", "missing", kind, required=True)


def _server(url: str, usual: int) -> Finding:
    """Whether somebody listens there; its name without user and password."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "localhost", parts.port or usual
    except ValueError:
        return Finding("database_url", "missing", required=True)
    try:
        with socket.create_connection((host, port), PATIENCE_SECONDS):
            return Finding("database_server", "ok", f"{host}:{port}", required=True)
    except OSError:
        return Finding("database_server", "missing", f"{host}:{port}", required=True)
