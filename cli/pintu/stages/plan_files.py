"""The rows of what packs keep below `templates/`: where each file of theirs goes.

project/**                          the project's own folder
backend/base/**                     backend/
backend/contracts/<capability>.py   backend/app/contracts/, when a chosen module provides or uses the capability
backend/modules/<id>/**             backend/app/modules/<id>/
backend/modules/<id>/devtools/**    backend/devtools/<id>/, what only developers need
backend/modules/<id>/deploy/**      deploy/<id>/, what runs beside the backend
cli/pintu/shared/<name>/**          backend/app/<name>/, when a chosen module shares it
miniprogram/base/**                 miniprogram/
miniprogram/contracts/<capability>/**   miniprogram/, when a chosen module provides the capability
miniprogram/modules/<id>/main/**    miniprogram/pages/<id>/, the main package
miniprogram/modules/<id>/**         miniprogram/modules/<id>/, a subpackage
.../modules/<id>/tests/**           backend/tests/<id>/, miniprogram/tests/<id>/
.../tests/with_<a>__<b>/**          only when the modules <a> and <b> are in as well
.../main/with_<a>__<b>/**           miniprogram/pages/<id>/, only when they are
"""

import os
from collections.abc import Iterator
from pathlib import Path

from pintu import shared
from pintu.errors import PackError
from pintu.model.contract import Contract
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where
from pintu.model.pack import Catalogue, Pack
from pintu.model.plan import Copy, Render, Row, Source
from pintu.model.resolution import Resolution

OWNER = "app"
"""The owner of what every project has."""
RENDERED = ".jinja"
JOINT = "with_"
SHARED = Path(shared.__file__).parent
"""What the program and the backends that it makes both use."""
IGNORED_FOLDERS = {"__pycache__", "node_modules", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
IGNORED_FILES = (".pyc", ".DS_Store", "~", ".swp")


def project_rows(resolution: Resolution, catalogue: Catalogue) -> Iterator[Row]:
    """What every project has, and the contracts between the chosen modules."""
    builtin = catalogue.pack(resolution.base.pack)
    for folder, target in (("project", ""), ("backend/base", "backend/"), ("miniprogram/base", "miniprogram/")):
        for name, source in _templates(builtin, folder):
            yield Row(target + name, source, OWNER)
    yield from _contracts(resolution, catalogue)
    provided = {(module.contract.pack, one) for module in resolution.modules for one in module.contract.provides}
    for pack_name, capability in sorted(provided):
        for name, source in _templates(catalogue.pack(pack_name), f"miniprogram/contracts/{capability}"):
            yield Row(f"miniprogram/{name}", source, OWNER)
    for name in sorted({name for module in resolution.modules for name in module.contract.shares}):
        for file in _names(SHARED / name):
            yield Row(f"backend/app/{name}/{file}", Copy(SHARED / name / file), OWNER)


def module_rows(contract: Contract, resolution: Resolution, catalogue: Catalogue) -> Iterator[Row]:
    pack, id_ = catalogue.pack(contract.pack), contract.id
    for half, home in (("backend", f"backend/app/modules/{id_}"), ("miniprogram", f"miniprogram/modules/{id_}")):
        for name, source in _templates(pack, f"{half}/modules/{id_}"):
            top, _, inside = name.partition("/")
            if top == "tests" and inside:
                if _is_met(inside, resolution):
                    yield Row(f"{half}/tests/{id_}/{inside}", source, id_)
            elif half == "backend" and top == "devtools" and inside:
                yield Row(f"backend/devtools/{id_}/{inside}", source, id_)
            elif half == "backend" and top == "deploy" and inside:
                yield Row(f"deploy/{id_}/{inside}", source, id_)
            elif half == "miniprogram" and top == "main" and inside:
                if _is_met(inside, resolution):
                    yield Row(f"miniprogram/pages/{id_}/{_at_home(inside)}", source, id_)
            else:
                yield Row(f"{home}/{name}", source, id_)


def walk(root: Path) -> Iterator[tuple[str, Path]]:
    """(path relative to `root` with `/`, file) of each file that is not a tool's left-over, sorted.

    Raises `PackError` for a symbolic link: what a pack or a blueprint brings along lies inside it.
    """
    return ((name, root / name) for name in _names(root))


def _names(root: Path) -> list[str]:
    return sorted(_below(str(root), "")) if root.is_dir() else []


def _below(folder: str, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_symlink():
                raise PackError([Diagnostic("file.is_link", Where(entry.path))])
            if not entry.is_dir():
                if not entry.name.endswith(IGNORED_FILES):
                    yield prefix + entry.name
            elif entry.name not in IGNORED_FOLDERS:
                yield from _below(entry.path, f"{prefix}{entry.name}/")


def _templates(pack: Pack, folder: str) -> Iterator[tuple[str, Source]]:
    """(name without `.jinja`, source) of each file below `templates/<folder>`."""
    root = pack.root / "templates" / folder
    for name in _names(root):
        if name.endswith(RENDERED):
            yield name.removesuffix(RENDERED), Render(pack.name, f"{folder}/{name}")
        else:
            yield name, Copy(f"{root}/{name}")


def _is_met(name: str, resolution: Resolution) -> bool:
    """Whether the modules are in that a file's folder names."""
    folder, _, inside = name.partition("/")
    if not inside or not folder.startswith(JOINT):
        return True
    return set(folder.removeprefix(JOINT).split("__")) <= set(resolution.ids)


def _at_home(name: str) -> str:
    """The name without the folder that names modules."""
    folder, _, inside = name.partition("/")
    return inside if inside and folder.startswith(JOINT) else name


def _contracts(resolution: Resolution, catalogue: Catalogue) -> Iterator[Row]:
    """What stands between modules, for each capability that one provides or uses.

    The file is that of the module's own pack, else of whichever pack has one.
    """
    found: dict[Path, Row] = {}
    for contract in (module.contract for module in resolution.modules):
        packs = (catalogue.pack(contract.pack), *catalogue.packs)
        for capability in (*contract.provides, *contract.uses):
            files = ((pack, pack.root / "templates" / "backend" / "contracts" / f"{capability}.py") for pack in packs)
            if there := next(((pack, file) for pack, file in files if file.is_file()), None):
                pack, file = there
                owner = OWNER if pack.trusted else contract.id
                found.setdefault(file, Row(f"backend/app/contracts/{capability}.py", Copy(file), owner))
    yield from found.values()
