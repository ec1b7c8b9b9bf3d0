"""What a JavaScript package of ours needs, installed once into Pintu's cache; several may do it at the same time.

    <cache>/javascript/<name>-<key>/node_modules/      what package-lock.json says
    <cache>/javascript/<name>-<key>/<key of files>/    our own files: Node looks for packages in the folders above them

A folder appears complete, by being renamed, or not at all. It is never changed afterwards.
"""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pintu.cache import cache_folder
from pintu.errors import UserError
from pintu.javascript.node import Node
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where

LOCK = "package-lock.json"
MANIFEST = ("package.json", LOCK)
MODULES = "node_modules"
COMMAND = (
    "ci",
    "--omit=dev",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-update-notifier",
    "--loglevel=error",
)
LAST_LINES = 12


def nothing() -> None:
    """There is nobody to tell."""


def installed(node: Node, package: Path, about_to: Callable[[], None] = nothing) -> Path:
    """The folder whose `node_modules` has what `package` locks; `about_to` is called before it is made.

    Raises `UserError`: `javascript.not_installed` with npm's last words, or `javascript.no_cache`.
    """
    home = _cache(package) / f"{package.name}-{_key(node, package)}"
    if not home.is_dir():
        about_to()
        with _appearing(home) as folder:
            for name in MANIFEST:
                shutil.copyfile(package / name, folder / name)
            _install(node, folder, package)
    return home


def placed(node: Node, package: Path, about_to: Callable[[], None] = nothing) -> Path:
    """A copy of `package`'s files from where its imports are found. Raises as `installed` does."""
    home = installed(node, package, about_to)
    copy = home / _digest(sorted(_files(package)), package)
    if not copy.is_dir():
        with _appearing(copy) as folder:
            for file in _files(package):
                to = folder / file.relative_to(package)
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, to)
    return copy


def _cache(package: Path) -> Path:
    folder = cache_folder("javascript")
    if folder is None:
        raise UserError([Diagnostic("javascript.no_cache", Where(str(package)))])
    return folder


def _key(node: Node, package: Path) -> str:
    """Some packages hold programs for one system."""
    system = f"{sys.platform}-{platform.machine()}-node{node.version[0]}"
    return _digest([package / name for name in MANIFEST], package, system)


def _files(package: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(package):
        folders[:] = [name for name in folders if name not in {MODULES, "__pycache__"}]
        yield from (Path(folder) / name for name in names)


def _digest(files: list[Path], root: Path, start: str = "") -> str:
    digest = hashlib.sha256(start.encode())
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]


@contextmanager
def _appearing(folder: Path) -> Iterator[Path]:
    """A new folder beside `folder` that takes its name at the end, unless another process was faster."""
    new = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield new
        try:
            new.rename(folder)
        except OSError:
            if not folder.is_dir():
                raise
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _install(node: Node, folder: Path, package: Path) -> None:
    done = subprocess.run(  # noqa: S603  npm, with what we lock
        [*node.npm, *COMMAND],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = "\n".join(done.stdout.splitlines()[-LAST_LINES:])
        raise UserError([Diagnostic("javascript.not_installed", Where(str(package / LOCK)), {"said": said})])
