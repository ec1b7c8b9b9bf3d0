"""JavaScript packages, installed once into Pintu's cache: the preview's own, and a mini-program's where it has none.

A folder in the cache is named by what it was made for, and appears whole or not at all: two that install at once both
succeed, and the second one's work is thrown away.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pintu.cache import cache_folder
from pintu.errors import UserError
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where
from pintu.preview.node import Node

HOST = Path(__file__).parent / "host"
LAST_LINES = 12
QUIET = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def own_packages() -> Path | None:
    """The folder `node_modules` with what the preview needs, or None where it has to be installed first."""
    return _installed(_own_files())


def install_own(node: Node) -> Path:
    """Install exactly what the lock file names. Raises `UserError` when that fails."""
    return _install(node, _own_files(), ("ci", "--omit=dev", *QUIET))


def project_packages(miniprogram: Path) -> Path | None:
    """The folder with the mini-program's own packages: its `node_modules`, else the cache's; None where neither is."""
    if not _project_files(miniprogram):
        return miniprogram / "node_modules"
    wanted = json.loads((miniprogram / "package.json").read_text("utf-8"))["dependencies"]
    if all((miniprogram / "node_modules" / name).is_dir() for name in wanted):
        return miniprogram / "node_modules"
    return _installed(_project_files(miniprogram))


def install_project(node: Node, miniprogram: Path) -> Path:
    """Install what the mini-program's `package.json` depends on, into the cache: the project itself is left alone."""
    files = _project_files(miniprogram)
    command = "ci" if "package-lock.json" in files else "install"
    return _install(node, files, (command, "--omit=dev", *QUIET))


def _own_files() -> dict[str, bytes]:
    return {name: (HOST / name).read_bytes() for name in ("package.json", "package-lock.json")}


def _project_files(miniprogram: Path) -> dict[str, bytes]:
    """What npm has to know of it; empty where it depends on nothing."""
    file, lock = miniprogram / "package.json", miniprogram / "package-lock.json"
    if not file.is_file():
        return {}
    manifest = json.loads(file.read_text("utf-8"))
    if not manifest.get("dependencies"):
        return {}
    if lock.is_file():
        return {"package.json": file.read_bytes(), "package-lock.json": lock.read_bytes()}
    kept = {"name": "miniprogram", "private": True, "dependencies": manifest["dependencies"]}
    return {"package.json": json.dumps(kept, sort_keys=True).encode()}


def _home(files: Mapping[str, bytes]) -> Path:
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    root = cache_folder("packages") or Path(tempfile.gettempdir())
    return root / digest.hexdigest()[:32]


def _installed(files: Mapping[str, bytes]) -> Path | None:
    modules = _home(files) / "node_modules"
    return modules if modules.is_dir() else None


def _install(node: Node, files: Mapping[str, bytes], arguments: tuple[str, ...]) -> Path:
    home = _home(files)
    part = Path(tempfile.mkdtemp(prefix=f"{home.name}.", dir=home.parent))
    try:
        for name, content in files.items():
            (part / name).write_bytes(content)
        _npm(node, part, arguments)
        try:
            part.rename(home)
        except OSError:  # somebody else was faster
            if not home.is_dir():
                raise
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return home / "node_modules"


def _npm(node: Node, folder: Path, arguments: tuple[str, ...]) -> None:
    environment = {**os.environ, "PATH": os.pathsep.join((str(Path(node.node[0]).parent), os.environ.get("PATH", "")))}
    done = subprocess.run(  # noqa: S603  npm
        [*node.npm, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).splitlines()[-LAST_LINES:])
        raise UserError([Diagnostic("preview.not_installed", Where(str(folder)), {"said": said})])
