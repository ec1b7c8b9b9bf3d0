"""Whether anything has changed since the last generation, found out without doing it again.

`.pintu/state.json` (this machine's, ignored by git, safe to delete) holds a fingerprint of every file that the project
was made from, and of every file in it: size, times and inode. Another fingerprint, or a file more or less, is a change.
The same fingerprint is believed only where the file was old when it was taken: a newer one can have been written to
within the same tick of the file system's clock (git's "racy" entries), and its content is compared instead.
"""

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from pintu import __version__

STATE, JOURNAL, BASE = ".pintu/state.json", ".pintu/txn", ".pintu/base"
TICK = 2_000_000_000
"""Nanoseconds; no file system in use has a coarser clock (FAT: two seconds)."""
LEFT_OUT = {"__pycache__", "node_modules"}
METADATA = (".dist-info", ".egg-info", ".egg-link")

Print: TypeAlias = list[int]
"""Size, time of the content, time of the inode (nanoseconds), inode."""
Seen: TypeAlias = dict[str, Any]
"""File to None, where there was none, or to its fingerprint and its hash ("" where nobody read it)."""


class Start(NamedTuple):
    """When a generation began (monotonic, in nanoseconds), and what its blueprint was then."""

    clock: int
    blueprint: Path
    sha256: str


class Inputs(NamedTuple):
    """What a project is made from: single files, and folders of which every file counts."""

    files: tuple[Path, ...]
    trees: tuple[Path, ...]


class _Changed(Exception):
    """Something is not what it was."""


def begin(blueprint: Path) -> Start:
    """To be called before the blueprint is read."""
    clock = time.monotonic_ns()
    try:
        return Start(clock, blueprint.resolve(), _hash(blueprint))
    except OSError:
        return Start(clock, blueprint.resolve(), "")


def remember(start: Start, root: Path, inputs: Inputs, files: Mapping[str, str | None]) -> None:
    """Note down what a generation saw. `files`: path in the project to the hash of its content, None for no file."""
    trees = sorted({str(tree.resolve()) for tree in inputs.trees})
    names = {str(start.blueprint), *(str(file.resolve()) for file in inputs.files), *_below(trees)}
    known = {str(start.blueprint): start.sha256}
    state = {
        "made_by": _made_by(),
        "blueprint": str(start.blueprint),
        "trees": trees,
        "inputs": {name: _seen(name, known.get(name, "")) for name in sorted(names)},
        "files": {name: _seen(f"{root}/{name}", sha256) if sha256 else None for name, sha256 in sorted(files.items())},
        "bases": len(_listed(root / BASE)),
    }
    _save(state, root, start.clock)


def is_unchanged(blueprint: Path, root: Path) -> bool:
    """Whether generating `blueprint` into `root` again would write nothing. False where that is not certain."""
    clock = time.monotonic_ns()
    try:
        state = json.loads((root / STATE).read_bytes())
        if state["made_by"] != _made_by() or state["blueprint"] != str(blueprint.resolve()):
            return False
        if (root / JOURNAL).exists() or len(_listed(root / BASE)) != state["bases"]:
            return False
        if not set(_below(state["trees"])) <= state["inputs"].keys():
            return False
        inputs = {name: _verified(name, row, state["at"]) for name, row in state["inputs"].items()}
        files = {name: _verified(f"{root}/{name}", row, state["at"]) for name, row in state["files"].items()}
    except (OSError, KeyError, TypeError, ValueError, _Changed):
        return False
    if any(row and _is_new(row[0], state["at"]) for row in (*inputs.values(), *files.values())):
        _save({**state, "inputs": inputs, "files": files}, root, clock)
    return True


def _verified(file: str, row: Any, at: int) -> Any:  # noqa: ANN401  a piece of a JSON document
    """The row with the fingerprint of now, where the content is what it was; raises `_Changed` otherwise."""
    now = _seen(file, "")
    if row is None and now is None:
        return None
    if row is None or now is None:
        raise _Changed
    then, sha256 = row
    if now[0] == then and not _is_new(then, at):
        return row
    if not sha256 or now[0][0] != then[0] or _hash(file) != sha256:
        raise _Changed
    return [now[0], sha256]


def _is_new(fingerprint: Print, at: int) -> bool:
    _, content, inode, _ = fingerprint
    return max(content, inode) >= at - TICK


def _seen(file: str, sha256: str) -> list[Any] | None:
    try:
        stat = os.lstat(file)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return [[stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino], sha256]


def _below(trees: Iterable[str]) -> Iterator[str]:
    for tree in trees:
        for folder, folders, files in os.walk(tree):
            folders[:] = [name for name in folders if name not in LEFT_OUT]
            yield from (f"{folder}{os.sep}{name}" for name in files)


def _made_by() -> list[Any]:
    """What is installed decides as much as the files do: Pintu, Python, and every distribution in reach."""
    installed = sorted(f"{place}/{name}" for place in sys.path for name in _listed(place) if name.endswith(METADATA))
    return [__version__, sys.version, hashlib.sha256("\n".join(installed).encode()).hexdigest()]


def _listed(folder: str | Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208  only the names are wanted
    except OSError:
        return []


def _hash(file: str | Path) -> str:
    with open(file, "rb") as stream:  # noqa: PTH123  one of a thousand texts
        return hashlib.sha256(stream.read()).hexdigest()


def _save(state: Mapping[str, Any], root: Path, clock: int) -> None:
    """Kept only if the folder lets us. `at` is when the clock of its file system showed what `clock` says."""
    file = root / STATE
    draft = file.with_suffix(".tmp")
    try:
        draft.write_bytes(b"")
        at = draft.stat().st_mtime_ns - (time.monotonic_ns() - clock)
        draft.write_text(json.dumps({**state, "at": at}), "utf-8")
        draft.replace(file)
    except OSError:
        return
