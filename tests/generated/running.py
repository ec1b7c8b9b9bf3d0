"""A shop that runs, started with `pintu run` as a person starts it."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from processes import STARTS_WITHIN_S, free_port

PASSWORD = re.compile(r"管理员 (\S+)，一次性密码 (\S+?)（")
STAND_IN = re.compile(r"微信模拟\s+(\S+)")


@dataclass(frozen=True)
class Shop:
    url: str
    wechat_url: str
    username: str
    password: str
    process: subprocess.Popen[str]


@contextmanager
def running_shop(project: Path, log: Path, *options: str) -> Iterator[Shop]:
    """The shop in `project` for as long as the block lasts; what it says goes to `log`; `options` of `run`."""
    port = free_port()
    command = [sys.executable, "-m", "pintu", "run", str(project), "--port", str(port), *options]
    environment = os.environ | {"PYTHONUNBUFFERED": "1", "PINTU_LANG": "zh"}
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, text=True, env=environment)
    try:
        url = f"http://127.0.0.1:{port}"
        said = said_when_ready(url, process, log)
        found, wechat = PASSWORD.search(said), STAND_IN.search(said)
        assert found, said
        assert wechat, said
        yield Shop(url, wechat[1].rstrip("/"), found[1], found[2], process)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def said_when_ready(url: str, process: subprocess.Popen[str], log: Path) -> str:
    """Raises AssertionError with what the program said when it ends, or is not ready in time."""
    until = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text("utf-8")
        said = log.read_text("utf-8")
        try:
            if httpx.get(f"{url}/readyz").status_code == httpx.codes.OK and PASSWORD.search(said):
                return said
        except httpx.TransportError:
            pass
        time.sleep(0.2)  # between two looks
    raise AssertionError(log.read_text("utf-8"))
