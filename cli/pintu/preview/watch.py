"""`pintu run --watch`: sees a change of the blueprint, of what it is made from, or of the project's own files.

It looks several times a second instead of asking the operating system to tell: no dependency, and the same on every
system and file system. A look costs a few milliseconds.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

INTERVAL = 0.2
"""Seconds between two looks."""
NOT_SOURCES = {"node_modules", "miniprogram_npm", "__pycache__", "var", ".venv", ".keys", ".pytest_cache"}
Looks: TypeAlias = dict[str, tuple[int, int]]


class Watched:
    """Some files and folders, and what they looked like last time."""

    def __init__(self, *places: Path) -> None:
        self._places = places
        self._seen = look(places)

    def changed(self) -> set[str]:
        """The files that are new, gone or different since the last time that this was asked."""
        now = look(self._places)
        before, self._seen = self._seen, now
        return {file for file in now.keys() | before.keys() if now.get(file) != before.get(file)}


def look(places: Iterable[Path]) -> Looks:
    """Size and time of every file."""
    found = {}
    for file in _files(places):
        try:
            stat = os.stat(file)  # noqa: PTH116  many of them, several times a second
        except OSError:
            continue
        found[file] = (stat.st_size, stat.st_mtime_ns)
    return found


def _files(places: Iterable[Path]) -> Iterator[str]:
    for place in places:
        if not place.is_dir():
            yield str(place)
        for folder, folders, files in os.walk(place):
            folders[:] = [name for name in folders if name not in NOT_SOURCES]
            yield from (f"{folder}{os.sep}{name}" for name in files if not name.endswith((".pyc", ".part")))
