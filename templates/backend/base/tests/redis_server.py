"""A Redis of the tests' own: the program `redis-server`, or the server at TEST_REDIS_URL, which is emptied."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
import redis

from tests.ports import free_port

START_S = 10


class RedisServer:
    """At `url`; keeps nothing over a `restart`."""

    def __init__(self, program: str) -> None:
        port = free_port()
        self.url = f"redis://127.0.0.1:{port}"
        self._command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + START_S
        with redis.Redis.from_url(self.url) as client:
            while time.monotonic() < deadline:
                with suppress(redis.ConnectionError):
                    client.ping()
                    return
        raise TimeoutError("redis-server does not answer")

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


@contextmanager
def redis_server() -> Iterator[RedisServer]:
    """One that a test may kill. Skips where there is no program for it."""
    program = shutil.which("redis-server")
    if program is None:
        reason = "there is no redis-server"
        (pytest.fail if os.environ.get("TEST_REDIS") == "required" else pytest.skip)(reason)
    server = RedisServer(program)
    try:
        yield server
    finally:
        server.kill()
