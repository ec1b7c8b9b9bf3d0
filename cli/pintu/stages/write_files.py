"""Putting bytes on a disk so that they are still there after the power failed."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

FEW = 8
"""So many files are written one after another; more of them in threads, because a disk flushes several at once."""
THREADS = 8


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to be, where nothing is yet. `flush`: it has to be on the disk before anything refers to it."""

    path: str
    content: bytes = field(repr=False)
    executable: bool = False
    flush: bool = True


def put_all(drafts: Iterable[Draft]) -> None:
    """Write new files, folders included."""
    rows = list(drafts)
    for folder in sorted({os.path.dirname(draft.path) for draft in rows}):  # noqa: PTH120  a thousand texts
        Path(folder).mkdir(parents=True, exist_ok=True)
    _put_each([draft for draft in rows if not draft.flush])
    slow = [draft for draft in rows if draft.flush]
    if len(slow) <= FEW:
        _put_each(slow)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  a run that writes little does without

    with ThreadPoolExecutor(THREADS) as pool:
        for _ in pool.map(_put_each, (slow[start::THREADS] for start in range(THREADS))):
            pass


def _put_each(drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        put(draft)


def put(draft: Draft) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(draft.path, flags, 0o777 if draft.executable else 0o666)
    try:
        rest = memoryview(draft.content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        if draft.flush:
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
