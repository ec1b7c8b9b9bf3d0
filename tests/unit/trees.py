"""Projects in memory and on disk, for the tests of merge and write."""

import re
from collections.abc import Mapping
from pathlib import Path

from commanding import Result

from pintu.model.changes import Report
from pintu.model.plan import Policy
from pintu.model.tree import File, Tree
from pintu.stages.lock import LOCK, parse_lock
from pintu.stages.merge import merge
from pintu.stages.write import write


def tree(
    files: Mapping[str, bytes], *, seeded: tuple[str, ...] = (), inputs: tuple[str, ...] = (), in_place: bool = False
) -> Tree:
    """A project with these files: of the base, but for `inputs`, which the blueprint brings along."""

    def file(path: str, content: bytes) -> File:
        policy: Policy = "seeded" if path in seeded else "managed"
        return File(content, "blueprint" if path in inputs else "app", policy)

    return Tree({path: file(path, content) for path, content in sorted(files.items())}, {"app": "shop"}, in_place)


def generate(project: Tree, root: Path) -> Report:
    """Merge and write, as the pipeline does when nothing is in conflict."""
    changes = merge(project, root)
    assert not changes.of("conflict"), changes.of("conflict")
    report = write(changes)
    assert report is not None
    return report


def on_disk(root: Path) -> dict[str, bytes]:
    """The reader's files below `root`: all but the lock and what is private to Pintu."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".pintu" not in path.relative_to(root).parts and path.name != LOCK
    }


def locked(root: Path) -> dict[str, str]:
    """What the lock says: path to hash."""
    return {path: entry.sha256 for path, entry in parse_lock((root / LOCK).read_bytes()).entries.items()}


def everything(root: Path) -> dict[str, tuple[bytes, int]]:
    """All files but this machine's own, with their times: what "writes nothing" is measured by."""
    own = {".pintu/state.json", ".pintu/mutex"}
    files = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {name: (path.read_bytes(), path.stat().st_mtime_ns) for name, path in files.items() if name not in own}


def contents(root: Path) -> dict[str, bytes]:
    return {name: content for name, (content, _) in everything(root).items()}


def shown(result: Result) -> set[str]:
    """The codes of the diagnostics that a command has shown."""
    return set(re.findall(r"\[([a-z]+\.[a-z_]+)\]$", result.err, re.MULTILINE))
