"""Finding packs: the one that ships with Pintu, installed wheels, and the folder `pack/` beside a blueprint."""

import os
from functools import cache
from importlib import metadata, util
from pathlib import Path

from pintu import __version__
from pintu.errors import PackError
from pintu.model.diagnostic import Diagnostic
from pintu.model.pack import Catalogue, Pack
from pintu.packs.builtin import builtin_root
from pintu.packs.contracts import read_contract, read_contracts

GROUP = "pintu.packs"
BUILTIN = "builtin"


def discover(beside: Path | None = None) -> Catalogue:
    """Every pack in reach; the same value for all folders without a `pack/` of their own.

    Raises `PackError` where one is broken, or two offer the same module.
    """
    folder = None if beside is None else beside if beside.is_dir() else beside.parent
    local = _local(folder) if folder is not None else None
    return _catalogue(local, local.resolve()) if local is not None else _catalogue()


def _local(folder: Path) -> Path | None:
    """The pack of one's own in reach of `folder`: its `pack/`, or the pack in whose `blueprints/` one stands."""
    if (folder / "pack" / "schemas").is_dir():
        return folder / "pack"
    if Path(os.path.abspath(folder)).name != "blueprints":  # noqa: PTH100  a link there would lead elsewhere
        return None
    root = folder.parent if folder.name else folder / ".."
    known = {builtin_root().resolve(), *(pack.root.resolve() for pack in _installed())}
    return root if (root / "schemas").is_dir() and root.resolve() not in known else None


@cache
def _catalogue(local: Path | None = None, _place: Path | None = None) -> Catalogue:
    """`local` is the folder as people know it, `_place` the same wherever one stands."""
    packs = [open_pack(BUILTIN, builtin_root(), __version__, trusted=True), *_installed()]
    if local is not None:
        packs.append(open_pack("pack", local, "0"))
    _no_module_twice(packs)
    return Catalogue(tuple(packs))


@cache
def _installed() -> tuple[Pack, ...]:
    entries = sorted(metadata.entry_points(group=GROUP), key=lambda entry: entry.name)
    roots = [(entry, _installed_root(entry.value)) for entry in entries if entry.name != BUILTIN]
    return tuple(
        open_pack(entry.name, root, entry.dist.version if entry.dist else "0") for entry, root in roots if root
    )


def open_pack(name: str, root: Path, version: str, *, trusted: bool = False) -> Pack:
    base = read_contract(name, root / "schemas" / "base.yaml") if trusted else None
    return Pack(name, version, root, read_contracts(name, root), base, trusted)


def _installed_root(module: str) -> Path | None:
    """The folder of a pack's package, found without importing it (a dotted name would import its parents)."""
    spec = util.find_spec(module.partition(":")[0]) if "." not in module else None
    if spec is None or not spec.submodule_search_locations:
        return None
    package = Path(os.fspath(spec.submodule_search_locations[0]))
    return package / "pack" if (package / "pack").is_dir() else package


def _no_module_twice(packs: list[Pack]) -> None:
    owner: dict[str, str] = {}
    for pack in packs:
        for id_, contract in pack.contracts.items():
            if id_ in owner:
                where = contract.document.where(("id",))
                args = {"module": id_, "first": owner[id_], "second": pack.name}
                raise PackError([Diagnostic("pack.module_twice", where, args)])
            owner[id_] = pack.name
