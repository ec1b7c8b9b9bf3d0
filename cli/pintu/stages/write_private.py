"""The files of `.pintu/` itself. Nothing waits for them to be on the disk: they can be made again.

Base bytes are named by their hash and never changed. Equal ones are therefore one file in all projects of a disk: the
user's cache has a link to each that was ever written, and a project gets another. They are read-only; should somebody
write to one nevertheless, it loses its time, and no further project gets it.
"""

import os
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pintu.cache import cache_folder
from pintu.stages.write_files import create, make_folders, write_out

BASE = "base/"
SEALED = 946_684_800_000_000_000
"""The time of change that all shared files bear (2000-01-01 UTC, in nanoseconds)."""
READ_ONLY = ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def put_private(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files`, by path in `folder`, where nothing is yet."""
    make_folders(f"{folder}/{name}" for name in files)
    shelf = None if sys.platform == "win32" else cache_folder("base")  # Windows cannot delete what is read-only
    for name, content in files.items():
        file = f"{folder}/{name}"
        if shelf is None or not name.startswith(BASE):
            _put(file, content)
        elif not _link(kept := f"{shelf}/{name.removeprefix(BASE)}", file, len(content)):
            _put(file, content)
            _keep(file, kept)


def _put(file: str, content: bytes) -> None:
    descriptor = create(file)
    try:
        write_out(descriptor, content)
    finally:
        os.close(descriptor)


def _link(kept: str, file: str, size: int) -> bool:
    """False where there is none, or none that is whole; on another disk; or linked as often as can be."""
    try:
        seen = os.lstat(kept)
        if not stat.S_ISREG(seen.st_mode) or (seen.st_size, seen.st_mtime_ns) != (size, SEALED):
            return False
        os.link(kept, file)
    except OSError:
        return False
    return True


def _keep(file: str, kept: str) -> None:
    """Where another process keeps an equal file meanwhile, either will do."""
    with suppress(OSError):
        os.chmod(file, stat.S_IMODE(os.lstat(file).st_mode) & READ_ONLY)  # noqa: PTH101  one of a thousand texts
        os.utime(file, ns=(SEALED, SEALED))
        with suppress(FileNotFoundError):
            os.unlink(kept)  # noqa: PTH108
        os.link(file, kept)
