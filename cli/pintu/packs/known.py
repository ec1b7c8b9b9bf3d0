"""Contracts that were read and found right before: what they say, from the user's cache.

What is kept bears the hash of the contract's text, in a folder that bears the hash of all that reads and checks one. A
changed text, schema or check is another name; what is torn or tampered with is as good as not there.
"""

import hashlib
import json
import os
from contextlib import suppress
from functools import cache
from pathlib import Path

from pintu.cache import cache_folder
from pintu.content import digest
from pintu.model.document import Data
from pintu.packs.schemas import read_schema

READERS = ("content.py", "packs/*.py", "stages/read_yaml*.py", "stages/checks/shape.py")
"""The files of Pintu that decide what is made of a text, and whether it is right."""


def recall(content: bytes) -> dict[str, Data] | None:
    """The data of a contract; None where it has not been seen before."""
    file = _file(content)
    try:
        checksum, _, data = file.read_bytes().partition(b"\n") if file else (b"", b"", b"")
    except OSError:
        return None
    return json.loads(data) if checksum == digest(data).encode() else None


def keep(content: bytes, data: dict[str, Data]) -> None:
    """Note what a contract says that is right."""
    file, noted = _file(content), json.dumps(data)
    if file is None or json.loads(noted) != data:
        return
    draft = file.with_name(f"{file.name}.{os.urandom(4).hex()}")
    with suppress(OSError):
        draft.write_text(f"{digest(noted.encode())}\n{noted}", "utf-8", newline="")
        draft.replace(file)


def _file(content: bytes) -> Path | None:
    folder = cache_folder(f"contracts/{_read_by()}")
    return folder / digest(content) if folder else None


@cache
def _read_by() -> str:
    hashed = hashlib.sha256(json.dumps(read_schema("module")).encode())
    root = Path(__file__).parents[1]
    for pattern in READERS:
        for file in sorted(root.glob(pattern)):
            hashed.update(digest(file.read_bytes()).encode())
    return hashed.hexdigest()[:16]
