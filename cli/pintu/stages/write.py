"""write: ChangeSet -> Report. The only stage that writes; whatever happens, all is old or all is new.

A folder that is not there yet, or is empty, appears by one rename; any other is changed through a journal, which the
next command finishes when this one is killed. A file that somebody edits meanwhile is kept, with its line in the lock.
"""

import os
from collections.abc import Callable
from pathlib import Path

from pintu.content import digest
from pintu.errors import UserError
from pintu.model.changes import ChangeSet, Report
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where
from pintu.stages.lock import LOCK
from pintu.stages.write_journal import commit, discard, roll_forward
from pintu.stages.write_mutex import PRIVATE, held
from pintu.stages.write_new import is_new, write_new

IGNORED = b"*\n!.gitignore\n!.gitattributes\n!base/\n!base/**\n"
"""`.pintu/.gitignore`: of this folder, the base bytes are shared, the rest is this machine's."""
ATTRIBUTES = b"base/** -text -diff\n"
"""`.pintu/.gitattributes`: base bytes are never converted, nor shown in a diff."""


def nothing() -> None:
    """For whoever does not care that another process is waited for."""


def write(changes: ChangeSet, waiting: Callable[[], None] = nothing) -> Report | None:
    """Carry the changes out. None where the folder is no longer what was compared: another process was quicker.

    `waiting` is called when another process is at work in the folder, before it is waited for. Raises `UserError` when
    the operating system refuses, and says whether anything was changed.
    """
    root, private = changes.root, _private_files(changes)
    if changes.is_empty and not private:
        return Report()
    if is_new(root):
        try:
            return write_new(changes, private)
        except OSError as error:
            raise refused("write.failed", root, error) from error
    _check_folders(changes)
    with held(root, waiting):
        roll_forward(root)
        if _hash(root / LOCK) != changes.lock_seen:
            return None
        try:
            commit(changes, private)
        except OSError as error:
            discard(root)
            raise refused("write.failed", root, error) from error
        try:
            return roll_forward(root) or Report()
        except OSError as error:
            raise refused("write.unfinished", root, error) from error


def recover(root: Path, waiting: Callable[[], None] = nothing) -> Report | None:
    """Finish what a killed process left behind; None where there was nothing."""
    if not (root / PRIVATE / "txn").exists():
        return None
    with held(root, waiting):
        try:
            return roll_forward(root)
        except OSError as error:
            raise refused("write.unfinished", root, error) from error


def refused(code: str, root: Path, error: OSError) -> UserError:
    args = {"reason": error.strerror or str(error), "file": str(error.filename or root)}
    return UserError([Diagnostic(code, Where(str(root)), args)])


def _private_files(changes: ChangeSet) -> dict[str, bytes]:
    """Files of `.pintu/` that are not there yet, by path in it.

    They are made from what is generated and can be made again: one that lost bytes in a power cut is replaced.
    """
    folder = f"{changes.root}/{PRIVATE}"
    files = {f"base/{sha256}": content for sha256, content in changes.bases.items()}
    files |= {".gitignore": IGNORED, ".gitattributes": ATTRIBUTES}
    return {name: content for name, content in files.items() if _size(f"{folder}/{name}") != len(content)}


def _check_folders(changes: ChangeSet) -> None:
    """Say at once, before anything is touched, which folders cannot be written to."""
    folders = {_nearest(changes.root / change.path) for change in changes.writes} | {changes.root}
    closed = sorted(str(folder) for folder in folders if not os.access(folder, os.W_OK | os.X_OK))
    if closed:
        raise UserError([Diagnostic("folder.not_writable", Where(folder)) for folder in closed])


def _nearest(file: Path) -> Path:
    return next(folder for folder in file.parents if folder.is_dir())


def _size(file: str) -> int | None:
    try:
        return os.stat(file).st_size  # noqa: PTH116  one of a thousand texts
    except (FileNotFoundError, NotADirectoryError):
        return None


def _hash(file: Path) -> str | None:
    return digest(file.read_bytes()) if file.is_file() else None
