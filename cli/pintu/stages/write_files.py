"""Putting bytes on a disk so that they are still there after the power failed."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

FEW = 8
"""So many files are written one after another; more of them in threads, which the disk's flushes overlap in."""
THREADS = 16


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to be, where nothing is yet."""

    path: Path
    content: bytes = field(repr=False)
    executable: bool = False


def put_all(drafts: Iterable[Draft]) -> None:
    """Write new files, folders included, and flush each to the disk."""
    rows = list(drafts)
    for folder in sorted({draft.path.parent for draft in rows}):
        folder.mkdir(parents=True, exist_ok=True)
    if len(rows) <= FEW:
        for draft in rows:
            put(draft)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  a run that writes little does without

    with ThreadPoolExecutor(THREADS) as pool:
        for _ in pool.map(put, rows):
            pass


def put(draft: Draft) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(draft.path, flags, 0o777 if draft.executable else 0o666)
    try:
        rest = memoryview(draft.content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_folder(folder: Path) -> None:
    """Make the names in a folder last; systems that cannot open folders keep them anyway."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
