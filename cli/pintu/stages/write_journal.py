"""The journal of a write: every new byte first, then one rename that commits, then file after file.

    .pintu/txn/new/<n>        the bytes of the n-th operation
    .pintu/txn/base/<sha256>  base bytes
    .pintu/txn/lock           the new `pintu.lock`; gone when it is in place, which says that all files are
    .pintu/txn/journal.json   there from the commit point on

Killed before the commit point, nothing has happened and the next command throws the folder away; killed after it, the
next command goes on where this one was; unless somebody changed `pintu.lock` meanwhile (another branch was checked
out): then it is left, and comparing anew tells what to do. A checkout may bring anybody's journal along: its paths are
checked.
"""

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pintu.content import digest
from pintu.model.changes import ChangeSet, Report
from pintu.model.lock import Lock
from pintu.paths import problem_of
from pintu.stages.disk import Disk, parents
from pintu.stages.lock import LOCK, SHA256, parse_lock, print_lock
from pintu.stages.write_files import Draft, flush_folder, put, put_all
from pintu.stages.write_mutex import PRIVATE
from pintu.stages.write_private import put_private

JOURNAL = "journal.json"


@dataclass(frozen=True, slots=True)
class Operation:
    """One file: what was seen there and what is wanted, as hashes of raw bytes (None: no file)."""

    path: str
    seen: str | None
    want: str | None


@dataclass(frozen=True, slots=True)
class Journal:
    operations: tuple[Operation, ...]
    lock_seen: str | None


def commit(changes: ChangeSet, private: Mapping[str, bytes]) -> None:
    """Stage everything and commit; `private` are files of `.pintu/` itself. Nothing of the project is touched."""
    folder = changes.root / PRIVATE / "txn"
    writes = changes.writes
    operations = [Operation(c.path, c.seen, None if c.after is None else digest(c.after)) for c in writes]
    drafts = [Draft(f"{folder}/new/{n}", c.after, c.executable) for n, c in enumerate(writes) if c.after is not None]
    put_private(folder / "private", private)
    put_all([*drafts, Draft(f"{folder}/lock", print_lock(changes.lock))])
    journal = {"operations": [asdict(row) for row in operations], "lock_seen": _hash(changes.root / LOCK)}
    put(Draft(f"{folder}/journal.tmp", json.dumps(journal, ensure_ascii=False).encode()))
    (folder / "journal.tmp").replace(folder / JOURNAL)
    flush_folder(folder)


def discard(root: Path) -> None:
    """Throw away what was staged and not committed."""
    shutil.rmtree(root / PRIVATE / "txn", ignore_errors=True)


def roll_forward(root: Path) -> Report | None:
    """Carry out the journal in `root`, or throw away what was never committed. None where nothing was left to do."""
    folder = root / PRIVATE / "txn"
    if not folder.exists():
        return None
    report = None
    if journal := _read(folder / JOURNAL):
        if (folder / "lock").exists() and _hash(root / LOCK) == journal.lock_seen:
            report = _carry_out(journal, root, folder)
        if not (folder / "lock").exists():
            _sweep(root, [row.path for row in journal.operations if row.want is None])
        (folder / JOURNAL).replace(folder / "done.json")
    shutil.rmtree(folder)
    return report


def _carry_out(journal: Journal, root: Path, folder: Path) -> Report:
    for file in sorted((folder / "private").rglob("*")):
        if file.is_file() and not file.is_symlink():
            target = root / PRIVATE / file.relative_to(folder / "private")
            target.parent.mkdir(exist_ok=True)
            file.replace(target)
    kept = [row.path for n, row in enumerate(journal.operations) if not _apply(row, root, folder / "new" / str(n))]
    if kept:
        _keep_lines(kept, root, folder)
    (folder / "lock").replace(root / LOCK)
    done = [row for row in journal.operations if row.path not in kept]
    return Report(
        tuple(row.path for row in done if row.want is not None),
        tuple(row.path for row in done if row.want is None),
        tuple(kept),
    )


def _apply(row: Operation, root: Path, staged: Path) -> bool:
    """Whether the file is as wanted now; where it was edited since, it is left as it is."""
    found = Disk(root).read(row.path)
    now = None if found.content is None else digest(found.content)
    if found.blocked or now not in {row.seen, row.want}:
        return False
    target = root / row.path
    if now == row.want:
        return True
    if row.want is None:
        target.unlink()
        return True
    if now is not None:
        staged.chmod(target.stat().st_mode & 0o7777)
    target.parent.mkdir(parents=True, exist_ok=True)
    staged.replace(target)
    return True


def _keep_lines(kept: Iterable[str], root: Path, folder: Path) -> None:
    """Let the staged lock say of the kept files what the old one said."""
    new = parse_lock((folder / "lock").read_bytes())
    old = parse_lock((root / LOCK).read_bytes()) if (root / LOCK).exists() else Lock()
    entries = {path: entry for path, entry in new.entries.items() if path not in kept}
    entries |= {path: old.entries[path] for path in kept if path in old.entries}
    (folder / "lock.kept").unlink(missing_ok=True)
    put(Draft(f"{folder}/lock.kept", print_lock(Lock(new.head, entries))))
    (folder / "lock.kept").replace(folder / "lock")


def _sweep(root: Path, deleted: Iterable[str]) -> None:
    """Remove base bytes that no line of the lock names, and folders that held nothing but what was deleted."""
    wanted = {entry.sha256 for entry in parse_lock((root / LOCK).read_bytes()).entries.values()}
    base = root / PRIVATE / "base"
    for file in base.iterdir() if base.is_dir() else ():
        if SHA256.fullmatch(file.name) and file.name not in wanted:
            file.unlink()
    for path in deleted:
        for folder in parents(path):
            if not _is_left_empty(root / folder):
                break


def _is_left_empty(folder: Path) -> bool:
    """Remove a folder in which nothing is, or nothing but Python's cache of files that are gone."""
    try:
        left = list(folder.iterdir())
        if [entry.name for entry in left] == ["__pycache__"] and left[0].is_dir() and not left[0].is_symlink():
            shutil.rmtree(left[0])
        folder.rmdir()
    except OSError:
        return False
    return True


def _read(file: Path) -> Journal | None:
    """None where there is none, or none of ours."""
    try:
        data = json.loads(file.read_bytes())
        rows = tuple(Operation(str(row["path"]), row["seen"], row["want"]) for row in data["operations"])
        return None if any(problem_of(row.path) for row in rows) else Journal(rows, data["lock_seen"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def _hash(file: Path) -> str | None:
    return digest(file.read_bytes()) if file.is_file() else None
