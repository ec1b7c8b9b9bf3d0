"""A Mosquitto of the tests' own, set up by what `deploy/device` holds."""

import getpass
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[3] / "deploy" / "device"
HOME = "/mosquitto/"
PASSWORD = "of the server"


class Mosquitto:
    """`devices` is the port that devices know, `inside` that of the server."""

    def __init__(self, home: Path, devices: int, inside: int) -> None:
        self.home, self.accounts = home, home / "accounts" / "passwords"
        for name in ("config", "accounts", "data"):
            (home / name).mkdir(parents=True)
        self.devices, self.inside, self.log = devices, inside, home / "log"
        text = (DEPLOY / "mosquitto.conf").read_text("utf-8").replace(HOME, f"{home}/")
        for usual, port in (("1883", self.devices), ("1884", self.inside)):
            assert text.count(f"\nlistener {usual}\n") == 1
            text = text.replace(f"\nlistener {usual}\n", f"\nlistener {port} 127.0.0.1\n")
        text += f"user {getpass.getuser()}\n"  # else root's broker becomes somebody who may not read here
        (home / "config" / "mosquitto.conf").write_text(text, "utf-8")
        shutil.copy(DEPLOY / "acl", home / "config")
        self.url = f"mqtt://ingest:{PASSWORD.replace(' ', '%20')}@127.0.0.1:{self.inside}"

    def start(self) -> None:
        """Comes up as soon as there are accounts."""
        with self.log.open("a") as log:
            self._process = subprocess.Popen(
                ["/bin/sh", DEPLOY / "start.sh"],
                env=os.environ | {"MOSQUITTO_HOME": str(self.home)},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def stop(self) -> None:
        """As an administrator does: it writes down what it has."""
        self._process.terminate()
        self._process.wait()

    def kill(self) -> None:
        """With all that it started, at once."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, 9)
        self._process.wait()


@contextmanager
def mosquitto(home: Path, devices: int, inside: int) -> Iterator[Mosquitto]:
    """Skips where there is no program for it, unless TEST_MOSQUITTO=required."""
    if shutil.which("mosquitto", path=f"{os.environ.get('PATH', '')}:/usr/sbin") is None:
        (pytest.fail if os.environ.get("TEST_MOSQUITTO") == "required" else pytest.skip)("there is no mosquitto")
    server = Mosquitto(home, devices, inside)
    server.start()
    try:
        yield server
    finally:
        server.kill()
