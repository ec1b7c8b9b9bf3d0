"""Finding packs: the one that ships with Pintu, installed wheels, and the folder `pack/` beside a blueprint."""

import os
from functools import cache
from pathlib import Path

from pintu import __version__
from pintu.errors import PackError
from pintu.model.diagnostic import Diagnostic
from pintu.model.pack import Catalogue, Pack
from pintu.packs.builtin import builtin_root
from pintu.packs.contracts import read_contract, read_contracts
from pintu.packs.installed import BUILTIN, installed


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
    return tuple(open_pack(name, root, version) for name, version, root in installed())


def open_pack(name: str, root: Path, version: str, *, trusted: bool = False) -> Pack:
    base = read_contract(name, root / "schemas" / "base.yaml") if trusted else None
    return Pack(name, version, root, read_contracts(name, root), base, trusted)


def _no_module_twice(packs: list[Pack]) -> None:
    owner: dict[str, str] = {}
    for pack in packs:
        for id_, contract in pack.contracts.items():
            if id_ in owner:
                where = contract.document.where(("id",))
                args = {"module": id_, "first": owner[id_], "second": pack.name}
                raise PackError([Diagnostic("pack.module_twice", where, args)])
            owner[id_] = pack.name
