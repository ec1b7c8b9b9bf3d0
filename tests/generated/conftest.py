import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from projects import generated

STARTS_WITHIN_S = 120
PASSWORD = re.compile(r"管理员 (\S+)，一次性密码 (\S+?)（")
STAND_IN = re.compile(r"微信模拟\s+(\S+)")


@pytest.fixture(scope="session")
def projects_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("projects")


@dataclass(frozen=True)
class Shop:
    """A running shop, started with `pintu run`."""

    url: str
    wechat_url: str
    username: str
    password: str
    process: subprocess.Popen[str]


@pytest.fixture(scope="module")
def shop(projects_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    project = projects_folder / "running"
    shutil.copytree(generated("retail", projects_folder), project)
    log = tmp_path_factory.mktemp("shop") / "output.txt"
    port = free_port()
    command = [sys.executable, "-m", "pintu", "run", str(project), "--port", str(port)]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, text=True, env=environment)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_until_ready(url, process, log)
        said = log.read_text("utf-8")
        found, wechat = PASSWORD.search(said), STAND_IN.search(said)
        assert found, said
        assert wechat, said
        yield Shop(url, wechat[1].rstrip("/"), found[1], found[2], process)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(url: str, process: subprocess.Popen[str], log: Path) -> None:
    """Raises AssertionError with what the program said when it ends, or is not ready in time."""
    until = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text("utf-8")
        try:
            if httpx.get(f"{url}/readyz").status_code == httpx.codes.OK and "一次性密码" in log.read_text("utf-8"):
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)  # between two looks
    pytest.fail(log.read_text("utf-8"))
