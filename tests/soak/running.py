"""A generated shop as production runs it: the server and WeChat are processes of their own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

STARTS_WITHIN_S = 120
PASSWORD = "wu-long-7342-shui"  # noqa: S105  of a shop that lives for a test
CONTROL = "/control"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def in_time(look: Callable[[], Any], seconds: float = STARTS_WITHIN_S) -> Any:  # noqa: ANN401  # what `look` finds
    """What `look` answers as soon as it is true; a server that is not there counts as false."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if found := look():
                return found
        except httpx.TransportError:
            pass
        time.sleep(0.1)  # between two looks
    raise AssertionError("it did not happen in time")


@dataclass
class Server:
    """One program in a process group of its own, to be killed and started again."""

    backend: Path
    words: tuple[str, ...]
    url: str
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self, ready: str) -> None:
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *self.words],
                cwd=self.backend,
                env={**os.environ, **self.environment},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        in_time(lambda: self._alive() and httpx.get(self.url + ready).is_success)

    def _alive(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.log.read_text("utf-8")[-4000:]
        return True

    def kill(self) -> None:
        """As a power cut does to a process: nothing is said to it, nothing is tidied up."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass(frozen=True)
class Shop:
    server: Server
    wechat: Server
    owner: str
    """A token."""

    @property
    def api(self) -> str:
        return f"{self.server.url}/api/v1"

    def customer(self, name: str) -> str:
        """The token of somebody who has just signed in."""
        answer = httpx.post(f"{self.api}/auth/wx-login", json={"code": f"person:{name}"})
        return str(answer.raise_for_status().json()["token"])


@contextmanager
def running(project: Path, database_url: str, folder: Path) -> Iterator[Shop]:
    """The project's shop with its demo data on the database at `database_url`, and WeChat beside it."""
    backend, wechat_port, port = project / "backend", free_port(), free_port()
    environment = {"DATABASE_URL": database_url, "MEDIA_DIR": str(folder / "media"), "LOG_FORMAT": "json"}
    one_time = _prepared(backend, environment, folder)
    wechat_words = ("devtools.wechat", "--port", str(wechat_port))
    told = subprocess.run(
        [sys.executable, "-m", *wechat_words, "--print-environment"],
        cwd=backend,
        check=True,
        capture_output=True,
        text=True,
    )
    environment |= dict(line.split("=", 1) for line in told.stdout.splitlines())
    url = f"http://127.0.0.1:{port}"
    environment["PUBLIC_URL"] = url
    wechat = Server(backend, wechat_words, f"http://127.0.0.1:{wechat_port}", folder / "wechat.log")
    words = ("uvicorn", "app.main:app", "--port", str(port), "--no-access-log")
    server = Server(backend, words, url, folder / "shop.log", environment)
    try:
        wechat.start(f"{CONTROL}/state")
        server.start("/readyz")
        yield Shop(server, wechat, _owner(f"{url}/api/v1", one_time))
    finally:
        server.kill()
        wechat.kill()


def _prepared(backend: Path, environment: Mapping[str, str], folder: Path) -> str:
    """Migrated and with demo data; the first owner's one-time password."""
    ready, port = folder / "ready.json", free_port()
    words = ("devtools.run", "--port", str(port), "--ready-file", str(ready))
    first = Server(backend, words, f"http://127.0.0.1:{port}", folder / "first.log", environment)
    try:
        first.start("/readyz")
        in_time(ready.is_file)
        return str(json.loads(ready.read_text("utf-8"))["password"])
    finally:
        first.kill()


def _owner(api: str, one_time: str) -> str:
    def signed_in(password: str) -> str:
        answer = httpx.post(f"{api}/staff/login", json={"username": "owner", "password": password})
        return str(answer.raise_for_status().json()["token"])

    changed = {"old": one_time, "new": PASSWORD}
    head = {"Authorization": f"Bearer {signed_in(one_time)}"}
    httpx.post(f"{api}/staff/password", json=changed, headers=head).raise_for_status()
    return signed_in(PASSWORD)
