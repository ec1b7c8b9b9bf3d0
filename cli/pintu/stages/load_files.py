"""Which files `pintu validate PATH...` means: files as they are named, and in folders what looks like a blueprint."""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

SUFFIXES = (".yaml", ".yml")
SKIPPED = {"node_modules", "miniprogram_npm", "site-packages", "venv", "env", "__pycache__", "vendor", "target"}
BLUEPRINT = re.compile(rb"""^(?:\xef\xbb\xbf)?(?:\{\s*)?["']?pintu["']?[ \t]*(?::|\xef\xbc\x9a)""", re.MULTILINE)
"""A top-level `pintu:`, be its colon a full-width one."""
STDIN = Path("-")


def blueprints_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Each file once; in folders those with a top-level `pintu:`, not in hidden, git-ignored or dependency folders."""
    seen: set[Path] = set()
    for path in paths:
        for file in _in_folder(path) if path.is_dir() and path != STDIN else (path,):
            if file.absolute() not in seen:
                seen.add(file.absolute())
                yield file


def _in_folder(folder: Path) -> Iterator[Path]:
    files = _tracked(folder)
    if files is None:
        files = _walked(folder)
    for file in sorted(files):
        if _is_visible(file.relative_to(folder)) and file.suffix in SUFFIXES and _is_blueprint(file):
            yield file


def _is_visible(path: Path) -> bool:
    return not any(part.startswith(".") or part in SKIPPED for part in path.parts)


def _is_blueprint(file: Path) -> bool:
    with suppress(OSError):
        return bool(BLUEPRINT.search(file.read_bytes()))
    return False


def _walked(folder: Path) -> list[Path]:
    found: list[Path] = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if _is_visible(Path(name))]
        found += (Path(parent) / name for name in files)
    return found


def _tracked(folder: Path) -> list[Path] | None:
    """The files that git does not ignore; None where there is no git, or no work tree.

    Nothing that a foreign repository configures is run.
    """
    command = ["git", "-c", "core.fsmonitor=false", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=True)  # noqa: S603  a fixed command
    except (OSError, subprocess.CalledProcessError):
        return None
    found: list[Path] = []
    for name in dict.fromkeys(os.fsdecode(done.stdout).split("\0")):
        file = folder / name
        if name and file.is_dir():
            found += (_tracked(file) or _walked(file)) if file != folder else []
        elif name and file.is_file():
            found.append(file)
    return found
