"""Programs of a generated backend, each a process of its own, to be killed and started again."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

STARTS_WITHIN_S = 120
NOT_LENT = range(20_000, 32_000)
"""The system gives these to nobody's connection: whoever restarts a server finds its port free."""


def free_port() -> int:
    while True:
        port = secrets.choice(NOT_LENT)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


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


def wechat_environment(backend: Path, port: int) -> dict[str, str]:
    """What a process of the shop has to know of the stand-in that listens there."""
    command = [sys.executable, "-m", "devtools.wechat", "--port", str(port), "--print-environment"]
    told = subprocess.run(command, cwd=backend, check=True, capture_output=True, text=True)
    return dict(line.split("=", 1) for line in told.stdout.splitlines())


@dataclass
class Server:
    """One program in a process group of its own, to be killed and started again."""

    backend: Path
    words: tuple[str, ...]
    url: str
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    ready: str = ""
    """The address below `url` that answers once it serves; empty for what serves nobody."""
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *self.words],
                cwd=self.backend,
                env={**os.environ, **self.environment},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        if self.ready:
            in_time(lambda: self.lives() and httpx.get(self.url + self.ready).is_success)

    def lives(self) -> bool:
        """True. Raises AssertionError with what the program said when it has ended by itself."""
        assert self.process is not None
        assert self.process.poll() is None, self.log.read_text("utf-8")[-4000:]
        return True

    def kill(self) -> None:
        """As a power cut does to a process: nothing is said to it, nothing is tidied up."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def web_process(backend: Path, environment: Mapping[str, str], log: Path) -> Server:
    """As the image starts it; what it tells WeChat of itself leads to itself."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    words = ("uvicorn", "app.main:app", "--port", str(port), "--no-access-log")
    return Server(backend, words, url, log, {**environment, "PUBLIC_URL": url}, "/readyz")
