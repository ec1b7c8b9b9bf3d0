"""The backend as a child process: started, waited for until it answers, and never left behind."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType, MappingProxyType

from pintu.errors import UserError
from pintu.messages import language
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where

HOST = "127.0.0.1"
LANGUAGE = "DEVTOOLS_LANG"
"""In which language the backend's development command says its addresses; on its own it speaks Chinese."""
DATABASE = "DATABASE_URL"
DATABASES = ("postgresql://", "postgresql+asyncpg://", "sqlite+aiosqlite:///")
PATIENCE = 10
"""Seconds in which a process has to end by itself once it was asked to."""
INTERVAL = 0.1
STOPPING = [signal.SIGTERM] + ([signal.SIGHUP] if sys.platform != "win32" else [])


def require_free(port: int) -> None:
    """Raises `UserError` when something else listens on `port`."""
    with socket.socket() as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            args = {"port": port, "reason": error.strerror or str(error)}
            raise UserError([Diagnostic("run.port_taken", Where(f"{HOST}:{port}"), args)]) from error


def require_database(url: str) -> None:
    """Raises `UserError` for an address of a kind that backends do not know, without showing what may be a password."""
    if not url.startswith(DATABASES):
        kind = url.partition("://")[0] if "://" in url else ""
        raise UserError(
            [Diagnostic("run.database", Where("--database"), {"kind": kind, "known": ", ".join(DATABASES)})]
        )


@contextmanager
def backend(
    python: Path, folder: Path, port: int, more: Mapping[str, str] = MappingProxyType({})
) -> "Iterator[subprocess.Popen[bytes]]":
    """The running backend of the project in `folder`, with `more` in its environment.

    It is stopped on the way out, with all that it started.
    """
    command = [str(python.absolute()), "-m", "devtools.run", "--port", str(port)]
    own_group = sys.platform != "win32"
    environment = {**os.environ, LANGUAGE: language(), **more}
    with subprocess.Popen(  # noqa: S603  the project's
        command, cwd=folder, env=environment, start_new_session=own_group
    ) as process:
        before = {kind: signal.signal(kind, _interrupt) for kind in STOPPING}
        try:
            yield process
        finally:
            stop(process)
            for kind, handler in before.items():
                signal.signal(kind, handler)


def is_ready(port: int) -> bool:
    """Whether the backend says that it can serve."""
    connection = HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def wait_until_ready(process: "subprocess.Popen[bytes]", port: int) -> bool:
    """True when it answers, False when it has ended before."""
    while not is_ready(port):
        with suppress(subprocess.TimeoutExpired):
            process.wait(INTERVAL)
            return False
    return True


def stop(process: "subprocess.Popen[bytes]") -> None:
    """Ask, as Ctrl-C does; then insist."""
    for kind in _ways():
        if process.poll() is not None:
            return
        _send(process, kind)
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)


def _ways() -> list[signal.Signals]:
    return [signal.SIGTERM] if sys.platform == "win32" else [signal.SIGINT, signal.SIGTERM, signal.SIGKILL]


def _send(process: "subprocess.Popen[bytes]", kind: signal.Signals) -> None:
    """To the process and its children: it leads a group of its own."""
    with suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.send_signal(kind)
        else:
            os.killpg(process.pid, kind)


def _interrupt(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt
