"""plan: Resolution -> Plan. Every decision about files is made here: what depends on something is a row, or none."""

from collections.abc import Iterator
from pathlib import Path

from pintu.errors import InternalBug
from pintu.model.pack import Catalogue, Pack
from pintu.model.plan import Copy, Plan, Policy, Render, Row, Source
from pintu.model.resolution import Resolution
from pintu.points import fold_all
from pintu.stages.plan_assets import assets
from pintu.stages.plan_context import business_context

OWNER = "app"
RENDERED = ".jinja"
JOINT = "with_"
"""`tests/with_cart__payment/` is there when the modules `cart` and `payment` are in as well."""
IGNORED = {"__pycache__", ".DS_Store", "node_modules", ".mypy_cache", ".ruff_cache", ".pytest_cache"}


def plan(resolution: Resolution, catalogue: Catalogue) -> Plan:
    """Every file of the project. Raises `InternalBug` when two owners claim one path."""
    rows: dict[str, Row] = {}
    for row in _rows(resolution, catalogue):
        if row.path in rows:
            raise InternalBug(f"{row.path} is claimed by {rows[row.path].owner} and by {row.owner}")
        rows[row.path] = row
    context = {**business_context(resolution.blueprint), **fold_all(resolution, catalogue)}
    return Plan(resolution, tuple(row for _, row in sorted(rows.items())), context)


def _rows(resolution: Resolution, catalogue: Catalogue) -> Iterator[Row]:
    builtin = catalogue.pack(resolution.base.pack)
    for folder, target in (("project", ""), ("backend/base", "backend/"), ("miniprogram/base", "miniprogram/")):
        for name, source in _files(builtin, folder):
            yield Row(target + name, source, OWNER)
    for capability in _contracts_in_use(resolution):
        yield from _contract_files(capability, catalogue)
    for module in resolution.modules:
        pack = catalogue.pack(module.contract.pack)
        for name, source in _files(pack, f"backend/modules/{module.id}"):
            if path := _backend_path(module.id, name, resolution):
                yield Row(path, source, module.id)
        for name, source in _files(pack, f"miniprogram/modules/{module.id}"):
            yield Row(_miniprogram_path(module.id, name), source, module.id)
    yield from assets(resolution, catalogue)


def _files(pack: Pack, folder: str) -> Iterator[tuple[str, Source]]:
    """(name without `.jinja`, source) of each file below `templates/<folder>`."""
    templates = pack.root / "templates"
    root = templates / folder
    for path in sorted(root.rglob("*")) if root.is_dir() else ():
        relative = path.relative_to(root)
        if not path.is_file() or IGNORED & set(relative.parts):
            continue
        name = relative.as_posix()
        if name.endswith(RENDERED):
            yield name.removesuffix(RENDERED), Render(pack.name, path.relative_to(templates).as_posix())
        else:
            yield name, Copy(path)


def _backend_path(module: str, name: str, resolution: Resolution) -> str | None:
    if not name.startswith("tests/"):
        return f"backend/app/modules/{module}/{name}"
    inside = name.removeprefix("tests/")
    folder = inside.partition("/")[0]
    if folder.startswith(JOINT) and not set(folder.removeprefix(JOINT).split("__")) <= set(resolution.ids):
        return None
    return f"backend/tests/{module}/{inside}"


def _miniprogram_path(module: str, name: str) -> str:
    if name.startswith("main/"):
        return f"miniprogram/pages/{module}/{name.removeprefix('main/')}"
    return f"miniprogram/modules/{module}/{name}"


def _contracts_in_use(resolution: Resolution) -> list[str]:
    return sorted({name for m in resolution.modules for name in (*m.contract.provides, *m.contract.uses)})


def _contract_files(capability: str, catalogue: Catalogue) -> Iterator[Row]:
    for pack in catalogue.packs:
        file = pack.root / "templates" / "backend" / "contracts" / f"{capability}.py"
        if file.is_file():
            yield Row(f"backend/app/contracts/{capability}.py", Copy(file), OWNER)


def policy_of(path: Path) -> Policy:
    """Demo data belong to the reader once they are there."""
    return "seeded" if path.parts[:2] == ("backend", "demo") else "managed"
