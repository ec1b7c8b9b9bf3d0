"""Putting bytes on a disk so that they are still there after the power failed."""

import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

FEW = 8
"""So many files are flushed by one thread; more of them by several, because a disk flushes several at once."""
THREADS = 8
BATCH = 24
"""Files that a thread has open at a time: those of all threads stay below what macOS allows a process (256)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to be, where nothing is yet."""

    path: str
    content: bytes = field(repr=False)
    executable: bool = False


def put_all(drafts: Iterable[Draft]) -> None:
    """Write new files, folders included."""
    rows = list(drafts)
    make_folders(draft.path for draft in rows)
    if len(rows) <= FEW:
        _put_batch(rows)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  a run that writes little does without

    with ThreadPoolExecutor(THREADS) as pool:
        for _ in pool.map(_put_batch, (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))):
            pass


def put(draft: Draft) -> None:
    _put_batch([draft])


def make_folders(files: Iterable[str]) -> None:
    """The folders that `files` are to be in."""
    for folder in sorted({os.path.dirname(file) for file in files}):  # noqa: PTH120  a thousand texts
        Path(folder).mkdir(parents=True, exist_ok=True)


def _put_batch(drafts: Sequence[Draft]) -> None:
    """Waiting begins when all are written: the first flush then carries most of the others along."""
    with ExitStack() as closing:
        descriptors = []
        for draft in drafts:
            descriptor = create(draft.path, executable=draft.executable)
            closing.callback(os.close, descriptor)
            write_out(descriptor, draft.content)
            descriptors.append(descriptor)
        for descriptor in descriptors:
            _start_flushing(descriptor)
        for descriptor in descriptors:
            os.fsync(descriptor)


def create(path: str, *, executable: bool = False) -> int:
    """Open a file that is not there yet."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.open(path, flags, 0o777 if executable else 0o666)


def write_out(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _start_flushing(descriptor: int) -> None:
    """Linux then gives a file its place on the disk at once, so that one commit of the file system holds many files."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):  # a hint, no more
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


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
