"""One at a time in a project: an advisory lock on `.pintu/mutex`. It dies with its process, so none is ever stale."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pintu.errors import ConflictError
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where

PRIVATE = ".pintu"
NO_LINK = getattr(os, "O_NOFOLLOW", 0)


@contextmanager
def held(root: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the mutex of the project in `root`; `waiting` is called before another process that has it is waited for."""
    descriptor = _open(root)
    try:
        if not _lock(descriptor, wait=False):
            waiting()
            _lock(descriptor, wait=True)
        yield
    finally:
        os.close(descriptor)


def is_held(root: Path) -> bool:
    """Whether a living process is at work in `root`."""
    descriptor = _open(root)
    try:
        return not _lock(descriptor, wait=False)
    finally:
        os.close(descriptor)


def private_folder(root: Path) -> Path:
    """`.pintu/`, made if it is not there. Raises `ConflictError` where it leads somewhere else."""
    folder = root / PRIVATE
    for place in (folder, folder / "txn", folder / "base"):
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            raise ConflictError([Diagnostic("file.blocked", Where(str(place)))])
    folder.mkdir(exist_ok=True)
    return folder


def _open(root: Path) -> int:
    return os.open(private_folder(root) / "mutex", os.O_RDWR | os.O_CREAT | NO_LINK, 0o666)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, *, wait: bool) -> bool:
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
            else:
                return True

else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
