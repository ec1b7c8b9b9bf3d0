"""Modules meet only where their contracts say so, on either side, and no subpackage reaches into another.

Backend: another module only as `app.modules.<id>.api`, and only of one that is required; the core and the ports name no
module. Mini-program: only what a required module keeps in the main package.
"""

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

from pintu.gates.gate import Gate, Subject
from pintu.gates.source.app import MiniProgram
from pintu.gates.source.npm import NPM
from pintu.gates.source.references import Reference, references
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where
from pintu.model.resolution import Resolution

PACKAGE = "app.modules."
GLUE = ("registry.py",)
"""What lists the modules, and nothing else does."""
GLUE_OF_PAGES = ("data/", "pages/home/", "pages/me/")
"""Where modules' contributions come together in the mini-program."""


def look(subject: Subject) -> Iterator[Diagnostic]:
    resolution = subject.contracts
    allowed = {module.id: _required(resolution, module.id) for module in resolution.modules}
    app_folder = subject.backend / "app"
    if app_folder.is_dir():
        for file in sorted(app_folder.rglob("*.py")):
            yield from _of_backend(file, file.relative_to(app_folder).parts, allowed)
    if subject.miniprogram is not None and "pages" not in subject.missing:
        yield from _of_miniprogram(subject.miniprogram, allowed, _parts(resolution))


def _required(resolution: Resolution, id_: str) -> set[str]:
    """The modules that one requires."""
    contract = resolution.module(id_).contract
    named = [one for need in contract.requires for one in ([need] if isinstance(need, str) else need)]
    return {provider for capability in named for provider in resolution.providers.get(capability, ())} | set(
        contract.bridges
    )


def _of_backend(file: Path, parts: Sequence[str], allowed: dict[str, set[str]]) -> Iterator[Diagnostic]:
    if parts in {(name,) for name in GLUE}:
        return
    own = parts[1] if parts[0] == "modules" and len(parts) > 2 else ""
    try:
        tree = ast.parse(file.read_bytes())
    except SyntaxError as error:
        yield Diagnostic("imports.no_python", Where(str(file), error.lineno or 0, error.offset or 0))
        return
    for node, name in _imported(tree, parts):
        other, _, inner = name.removeprefix(PACKAGE).partition(".")
        if other == own:
            continue
        where = Where(str(file), node.lineno, node.col_offset + 1)
        if not own:
            yield Diagnostic("imports.core_names_module", where, {"name": name})
        elif other not in allowed.get(own, set()):
            yield Diagnostic("imports.not_required", where, {"module": own, "other": other})
        elif inner.partition(".")[0] != "api":
            yield Diagnostic("imports.not_api", where, {"name": name, "other": other})


def _imported(tree: ast.AST, parts: Sequence[str]) -> Iterator[tuple[ast.stmt, str]]:
    """Everything of `app.modules` that a file imports, under a type check or in a function as well."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names if alias.name.startswith(PACKAGE))
        elif isinstance(node, ast.ImportFrom):
            package = ".".join(["app", *parts[: len(parts) - node.level]]) if node.level else ""
            name = ".".join(part for part in (package, node.module) if part)
            for alias in node.names:
                whole = f"{name}.{alias.name}"
                if whole.startswith(PACKAGE):
                    yield node, whole


def _parts(resolution: Resolution) -> tuple[str, ...]:
    """The folders of components that modules put into pages of others, which name them without knowing them."""
    rows = resolution.contributions("parts")
    return tuple(f"modules/{owner}/components/{row['component']}/" for owner, row in rows)


def _of_miniprogram(app: MiniProgram, allowed: dict[str, set[str]], parts: tuple[str, ...]) -> Iterator[Diagnostic]:
    for path in app.own:
        for reference in references(app, path):
            target = reference.target
            if target is None or target.startswith(f"{NPM}/") or reference.kind == "type":
                continue
            yield from _between_packages(app, path, reference, target)
            one, other = _module_of(path, allowed), _module_of(target, allowed)
            if not other or one == other or (not one and path.startswith(GLUE_OF_PAGES)):
                continue
            if reference.kind == "component" and target.startswith(parts):
                continue
            if not one:
                yield Diagnostic("imports.core_names_module", reference.where, {"name": target})
            elif other not in allowed[one]:
                yield Diagnostic("imports.not_required", reference.where, {"module": one, "other": other})


def _between_packages(app: MiniProgram, path: str, reference: Reference, target: str) -> Iterator[Diagnostic]:
    """WeChat loads a subpackage on its own: nothing but the main package is sure to be there."""
    here, there = app.package_of(path), app.package_of(target)
    if there and there != here and not _has_placeholder(app, path, reference):
        yield Diagnostic("imports.other_package", reference.where, {"path": target, "package": there})


def _has_placeholder(app: MiniProgram, path: str, reference: Reference) -> bool:
    """A component that comes later has something standing in for it until then."""
    if reference.kind != "component":
        return False
    tags = [tag for tag, written in app.components(path.removesuffix(".json")).items() if written == reference.written]
    placeholders = app.data(path).get("componentPlaceholder")
    return isinstance(placeholders, dict) and all(tag in placeholders for tag in tags)


def _module_of(path: str, modules: dict[str, set[str]]) -> str:
    """`modules/order/...` and `pages/order/...` are of `order`."""
    parts = path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] in {"modules", "pages"} and parts[1] in modules else ""


GATE = Gate("imports", ("contracts",), look, partly=("pages",))
