"""What generating refuses to do, before anything is written."""

from pathlib import Path

from pintu.errors import ConflictError
from pintu.model.blueprint import Blueprint
from pintu.model.changes import ChangeSet, Reason
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where
from pintu.model.lock import Lock
from pintu.stages.lock import LOCK
from pintu.stages.plan_inputs import is_in_place

CODES: dict[Reason, str] = {
    "both": "file.changed_both",
    "unwanted": "file.edited_unwanted",
    "foreign": "file.foreign",
    "blocked": "file.blocked",
}


def refuse_folder(root: Path, lock: Lock, blueprint: Blueprint) -> None:
    """Raises `ConflictError` when `root` is no folder, or holds what another blueprint made."""
    if root.exists() and not root.is_dir():
        raise ConflictError([Diagnostic("folder.is_file", Where(str(root)))])
    there = lock.head.get("app")
    if there is not None and there != blueprint.slug and not is_in_place(blueprint, root):
        args = {"there": there, "slug": blueprint.slug, "folder": str(root)}
        raise ConflictError([Diagnostic("folder.other_project", blueprint.where("app", "slug"), args)])


def refuse_conflicts(changes: ChangeSet) -> None:
    """Raises `ConflictError` that names every file with a conflict."""
    if found := conflicts(changes):
        raise ConflictError([Diagnostic("folder.refused", Where(str(changes.root)), {"count": len(found)}), *found])


def conflicts(changes: ChangeSet) -> list[Diagnostic]:
    return [Diagnostic(CODES[c.reason], Where(str(changes.root / c.path))) for c in changes.of("conflict")]


def refuse_unlocked(changes: ChangeSet) -> None:
    """For `--locked`: raises `ConflictError` where versions or hashes differ from the lock."""
    file = str(changes.root / LOCK)
    if changes.lock_seen is None:
        raise ConflictError([Diagnostic("lock.missing", Where(file))])
    old, new = changes.old_lock, changes.lock
    rows = [
        Diagnostic("lock.head_differs", Where(file), {"key": key, "old": _said(old, key), "new": _said(new, key)})
        for key in sorted({*old.head, *new.head})
        if old.head.get(key) != new.head.get(key)
    ]
    paths = sorted({*old.entries, *new.entries})
    differing = [path for path in paths if old.entries.get(path) != new.entries.get(path)]
    rows += [Diagnostic("lock.file_differs", Where(str(changes.root / path))) for path in differing]
    if rows:
        raise ConflictError(rows)


def _said(lock: Lock, key: str) -> str:
    return lock.head.get(key, "-")
