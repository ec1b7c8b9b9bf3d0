"""What stands in a project's folder. Links are seen as such and never followed, wherever they lead."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """`content` is None where there is no file; `blocked`: something else stands there, or on the way to it."""

    content: bytes | None = None
    blocked: bool = False


@dataclass(slots=True)
class Disk:
    """A project's folder, read one file at a time; folders on the way are looked at once."""

    root: Path
    _folders: dict[str, bool] = field(default_factory=dict)
    """Folder, relative to the root: whether it is a folder of its own, or not there yet."""

    def read(self, path: str) -> Found:
        if not self._is_passable(os.path.dirname(path)):  # noqa: PTH120  paths of a project are texts with `/`
            return Found(blocked=True)
        file = f"{self.root}/{path}"
        try:
            mode = os.lstat(file).st_mode
        except (FileNotFoundError, NotADirectoryError):
            return Found()
        return Found(Path(file).read_bytes()) if stat.S_ISREG(mode) else Found(blocked=True)

    def _is_passable(self, folder: str) -> bool:
        if folder == "":
            return True
        if folder not in self._folders:
            self._folders[folder] = self._is_passable(os.path.dirname(folder)) and self._is_folder(folder)  # noqa: PTH120
        return self._folders[folder]

    def _is_folder(self, folder: str) -> bool:
        try:
            return stat.S_ISDIR(os.lstat(f"{self.root}/{folder}").st_mode)
        except FileNotFoundError:
            return True


def parents(path: str) -> Iterator[str]:
    """The folders on the way to `path`, the nearest first."""
    while path := os.path.dirname(path):  # noqa: PTH120
        yield path
