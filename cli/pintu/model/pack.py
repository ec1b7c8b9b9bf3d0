"""A pack: a folder with `blueprints/`, `schemas/` and `templates/`. The built-in modules are one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pintu.model.contract import Contract


@dataclass(frozen=True, slots=True)
class Pack:
    name: str
    version: str
    root: Path
    contracts: Mapping[str, Contract] = field(repr=False)
    base: Contract | None = field(default=None, repr=False)
    """What every project has; only the built-in pack says it."""
    trusted: bool = False
    """Only the pack that ships with Pintu renders outside Jinja's sandbox."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every pack in reach, in loading order: built-in, installed, then the one beside the blueprint."""

    packs: tuple[Pack, ...]

    @property
    def contracts(self) -> dict[str, Contract]:
        return {id_: contract for pack in self.packs for id_, contract in pack.contracts.items()}

    @property
    def base(self) -> Contract:
        return next(pack.base for pack in self.packs if pack.base)

    def verticals(self) -> Iterator[tuple[str, Path]]:
        for pack in self.packs:
            for path in sorted((pack.root / "blueprints").glob("*.yaml")):
                yield path.stem, path

    def pack(self, name: str) -> Pack:
        return next(pack for pack in self.packs if pack.name == name)
