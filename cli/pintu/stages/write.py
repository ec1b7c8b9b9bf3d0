"""write: ChangeSet -> Report. The only stage that writes; after a crash at any point all is old or all is new."""

from pathlib import Path

from pintu.model.changes import ChangeSet, Report
from pintu.stages.lock import LOCK, print_lock


def write(changes: ChangeSet) -> Report:
    """Carry the changes out."""
    root = changes.root
    for change in changes.writes:
        _put(root / change.path, change.after)
    for sha256, content in changes.bases.items():
        _put(root / ".pintu" / "base" / sha256, content)
    _put(root / LOCK, print_lock(changes.lock))
    written = tuple(change.path for change in changes.of("create", "update", "merge"))
    return Report(written, tuple(change.path for change in changes.of("delete")))


def _put(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
