"""The golden trees: what some blueprints make, as folders that DevTools can open.

    python tests/golden.py      write them anew (`make golden`); read the difference before you commit it

`tests/golden/<name>/` is the whole project but for `.pintu/`. A tree changes when a template does: that is what its
difference is for.
"""

import difflib
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from pintu.content import is_text
from pintu.pipeline import check, compare
from pintu.stages.lock import LOCK, print_lock

GOLDEN = Path(__file__).parent / "golden"
BLUEPRINTS = {"core": Path(__file__).parent / "blueprints" / "core.yaml"}
NOWHERE = GOLDEN / ".nothing-is-here"
MOST_LINES = 200


def drawn(name: str) -> Mapping[str, bytes]:
    """Path to bytes of the project, as it would be generated into a new folder."""
    changes = compare(check(BLUEPRINTS[name]), NOWHERE)
    files = {change.path: change.after or b"" for change in changes.changes}
    return {**files, LOCK: print_lock(changes.lock)}


def committed(name: str) -> Mapping[str, bytes]:
    root = GOLDEN / name
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()}


def differences(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[str]:
    """Lines for people: files that are too many or missing, and unified differences of the others."""
    for path in sorted(old.keys() | new.keys()):
        before, after = old.get(path), new.get(path)
        if before is None or after is None:
            yield f"{'+' if before is None else '-'} {path}"
        elif before != after and is_text(before) and is_text(after):
            was, now = (content.decode("utf-8", "replace").split("\n") for content in (before, after))
            yield from difflib.unified_diff(was, now, f"golden/{path}", f"now/{path}", lineterm="", n=1)
        elif before != after:
            yield f"! {path}: {len(before)} bytes, now {len(after)}"


def report(name: str) -> str:
    """Nothing where the tree is as committed; else the difference, cut short."""
    lines = list(differences(committed(name), drawn(name)))
    more = [f"... and {len(lines) - MOST_LINES} lines more"] if len(lines) > MOST_LINES else []
    return "\n".join([*lines[:MOST_LINES], *more])


def main() -> int:
    for name in BLUEPRINTS:
        root = GOLDEN / name
        shutil.rmtree(root, ignore_errors=True)
        for path, content in drawn(name).items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
            if content.startswith(b"#!"):
                (root / path).chmod(0o755)
    return 0


if __name__ == "__main__":
    sys.exit(main())
