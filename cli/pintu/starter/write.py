"""Making new files: all of them or none, and never over one that is there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from pintu.errors import ConflictError
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where

Create: TypeAlias = Callable[[str, bytes], None]
"""Makes one file; its path is relative to the folder. Raises `ConflictError` where there is something already."""


@contextmanager
def creating(folder: Path) -> Iterator[Create]:
    """Files made in the block stay if it ends well; after an error, or an interruption, they are gone again."""
    made: list[Path] = []

    def create(name: str, content: bytes) -> None:
        path = folder / name
        _make_folders(path.parent, made)
        try:
            file = path.open("xb")
        except FileExistsError as error:
            raise exists(path) from error
        made.append(path)
        with file:
            file.write(content)

    try:
        yield create
    except BaseException:
        _remove(made)
        raise


def exists(path: Path) -> ConflictError:
    return ConflictError([Diagnostic("new.exists", Where(str(path)), {"path": path})])


def _make_folders(folder: Path, made: list[Path]) -> None:
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    for parent in reversed(missing):
        try:
            parent.mkdir()
        except FileExistsError as error:
            raise exists(parent) from error
        made.append(parent)
    if not folder.is_dir():
        raise exists(folder)


def _remove(made: list[Path]) -> None:
    """In reverse: a folder goes only if nothing else has come into it."""
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
