"""The port that `pintu run` takes, and the space that a project needs."""

import shutil
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pintu.doctor.finding import Finding, Patient

PORT = 8000
ENOUGH_MIB = 1024
"""A backend's packages and the mini-program's, with room for data."""


def port(patient: Patient) -> Iterator[Finding]:
    said = patient.environment.get("PORT", "")
    number = int(said) if said.isdecimal() and 0 < int(said) < 65536 else PORT
    yield Finding("port", "ok" if _is_free(number) else "attention", str(number))


def _is_free(number: int) -> bool:
    with closing(socket.socket()) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind(("127.0.0.1", number))
        except OSError:
            return False
        return True


def disk(patient: Patient) -> Iterator[Finding]:
    folder: Path = patient.folder.resolve()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free // 2**20
    yield Finding("disk", "ok" if free >= ENOUGH_MIB else "attention", f"{free} MiB", details={"enough": ENOUGH_MIB})
