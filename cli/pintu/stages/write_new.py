"""A project where none was: built beside its place, then moved there by one rename."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from pintu.model.changes import ChangeSet, Report
from pintu.stages.lock import LOCK, print_lock
from pintu.stages.write_files import Draft, flush_folder, put_all
from pintu.stages.write_mutex import PRIVATE, held, is_held
from pintu.stages.write_private import put_private

SUFFIX = ".pintu-new"


def is_new(root: Path) -> bool:
    """Whether `root` can appear by a rename: nothing is there, or an empty folder that nobody stands in."""
    if not root.exists():
        return True
    if not root.is_dir() or any(root.iterdir()):
        return False
    return not Path.cwd().is_relative_to(root.resolve()) and not root.is_mount()


def write_new(changes: ChangeSet, private: Mapping[str, bytes]) -> Report | None:
    """Write all of `changes`, which only creates. None where another process was quicker.

    Raises `OSError`; nothing is left behind then.
    """
    root = changes.root
    root.parent.mkdir(parents=True, exist_ok=True)
    _clear_leftovers(root)
    folder = root.parent / f".{root.name}.{os.urandom(4).hex()}{SUFFIX}"
    folder.mkdir()
    try:
        with held(folder):
            _fill(folder, changes, private)
        return _moved(folder, root, changes)
    except FileNotFoundError:
        if folder.exists():
            raise
        return None  # another process took it for a leftover before it was held
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(folder: Path, changes: ChangeSet, private: Mapping[str, bytes]) -> None:
    drafts = [Draft(f"{folder}/{change.path}", change.after or b"", change.executable) for change in changes.writes]
    put_private(folder / PRIVATE, private)
    put_all([*drafts, Draft(f"{folder}/{LOCK}", print_lock(changes.lock))])


def _moved(folder: Path, root: Path, changes: ChangeSet) -> Report | None:
    try:
        if os.name == "nt" and root.exists():
            root.rmdir()
        folder.rename(root)
    except OSError:
        if root.exists() and any(root.iterdir()):
            return None
        raise
    flush_folder(root.parent)
    return Report(tuple(change.path for change in changes.writes))


def _clear_leftovers(root: Path) -> None:
    """Remove what a killed process was building for this place."""
    for folder in root.parent.iterdir():
        is_ours = folder.name.startswith(f".{root.name}.") and folder.name.endswith(SUFFIX)
        if is_ours and folder.is_dir() and not folder.is_symlink() and not is_held(folder):
            shutil.rmtree(folder, ignore_errors=True)
