"""Python files as syntax trees, with names traced back to where they were imported from."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pintu.errors import PackError
from pintu.model.contract import Contract
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where
from pintu.model.pack import Pack

SKIPPED = {"tests", "migrations", "__pycache__"}
PACKAGE = "app"


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its tree, what its imported names mean, and the texts that names stand for."""

    path: Path
    tree: ast.Module = field(repr=False)
    imports: Mapping[str, str] = field(repr=False)
    """Local name to what it stands for: `{"on": "app.core.events.on"}`."""
    texts: Mapping[str, str] = field(repr=False)
    """Constants whose value is a text: the file's own by name, those of its module by dotted name."""

    def origin(self, node: ast.expr) -> str:
        """The dotted name that `node` stands for; "" for anything that is not a name.

        `jobs.register` after `from app.core import jobs` is `app.core.jobs.register`.
        """
        if isinstance(node, ast.Name):
            return self.imports.get(node.id, node.id)
        if isinstance(node, ast.Attribute):
            owner = self.origin(node.value)
            return f"{owner}.{node.attr}" if owner else ""
        return ""

    def text(self, node: ast.expr | None) -> str:
        """The text that `node` is, literally or by the name of a constant; otherwise the code that makes it."""
        if node is None:
            return ""
        if isinstance(node, ast.Constant):
            return str(node.value)
        return self.texts.get(self.origin(node)) or ast.unparse(node)


def folder_of(contract: Contract, pack: Pack) -> Path:
    """Where a module's backend stands in its pack; for what every project has, the whole `app` package."""
    backend = pack.root / "templates" / "backend"
    return backend / "base" / PACKAGE if contract is pack.base else backend / "modules" / contract.id


def sources(contract: Contract, pack: Pack) -> tuple[Source, ...]:
    """Every Python file of a module's backend but its tests and migrations.

    Raises `PackError` for a file that is not Python.
    """
    root = folder_of(contract, pack)
    return _sources(root, PACKAGE if contract is pack.base else f"{PACKAGE}.modules.{contract.id}", root.resolve())


@cache
def _sources(root: Path, package: str, _: Path) -> tuple[Source, ...]:
    """The folder in full is there to tell two apart that are called the same, seen from two places."""
    paths = [path for path in sorted(root.rglob("*.py")) if not SKIPPED & set(path.relative_to(root).parts)]
    trees = {path: parsed(path) for path in paths}
    shared = {
        f"{_dotted(package, path.relative_to(root))}.{name}": text
        for path, tree in trees.items()
        for name, text in _texts(tree)
    }
    return tuple(
        Source(path, tree, dict(_imports(tree)), {**shared, **dict(_texts(tree))}) for path, tree in trees.items()
    )


def _dotted(package: str, path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join((package, *(part for part in parts if part != "__init__")))


def parsed(path: Path) -> ast.Module:
    """Raises `PackError` for a file that is not Python."""
    try:
        return ast.parse(path.read_text("utf-8"))
    except SyntaxError as error:
        where = Where(str(path), error.lineno or 1, error.offset or 1)
        raise PackError([Diagnostic("pack.not_python", where, {"problem": error.msg})]) from error
    except ValueError as error:
        raise PackError([Diagnostic("pack.not_python", Where(str(path)), {"problem": str(error)})]) from error


def _imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                yield (alias.asname, alias.name) if alias.asname else (top, top)


def _texts(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for name, value in assigned(tree.body):
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield name, value.value


def assigned(body: Iterable[ast.stmt]) -> Iterator[tuple[str, ast.expr]]:
    """Name and value of each simple assignment, `READ, EDIT = require("read"), require("edit")` included."""
    for node in body:
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                yield from (
                    (name.id, value) for name, value in zip(names, values, strict=False) if isinstance(name, ast.Name)
                )
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, value


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((given.value for given in call.keywords if given.arg == name), None)


def summary_of(node: ast.AsyncFunctionDef | ast.FunctionDef | ast.ClassDef) -> str:
    """The first line of the docstring, or ""."""
    return (ast.get_docstring(node) or "").partition("\n")[0]
