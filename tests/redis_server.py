"""Redis for tests: a server of our own that keeps nothing when it is killed, as `compose.yaml` starts it."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

STARTS_WITHIN_S = 20


class RedisServer:
    def __init__(self, program: str, port: int) -> None:
        self.url = f"redis://127.0.0.1:{port}"
        self._address = ("127.0.0.1", port)
        self._command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        until = time.monotonic() + STARTS_WITHIN_S
        while not self._answers():
            assert self._process.poll() is None, "redis-server has ended"
            assert time.monotonic() < until, "redis-server does not answer"
            time.sleep(0.05)  # between two looks

    def _answers(self) -> bool:
        try:
            return self.said("PING") == "+PONG\r\n"
        except OSError:
            return False

    def said(self, command: str) -> str:
        """The beginning of its answer, as it stands on the wire."""
        with socket.create_connection(self._address) as connection:
            connection.sendall(f"{command}\r\n".encode())
            return connection.recv(65536).decode()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


@contextmanager
def redis_server(port: int) -> Iterator[RedisServer]:
    """Skips where there is no program for it, unless TEST_REDIS=required."""
    program = shutil.which("redis-server")
    if program is None:
        reason = "there is no redis-server on this machine"
        (pytest.fail if os.environ.get("TEST_REDIS") == "required" else pytest.skip)(reason)
    server = RedisServer(program, port)
    try:
        yield server
    finally:
        server.kill()
