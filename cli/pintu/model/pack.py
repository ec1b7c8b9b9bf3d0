"""A pack: a folder with `blueprints/`, `schemas/` and `templates/`. The built-in modules are one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pintu.model.contract import Contract


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """Compared by identity, like the contracts that it holds."""

    name: str
    version: str
    root: Path
    contracts: Mapping[str, Contract] = field(repr=False)
    base: Contract | None = field(default=None, repr=False)
    """What every project has; only the built-in pack says it."""
    trusted: bool = False
    """Only the pack that ships with Pintu renders outside Jinja's sandbox."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Every pack in reach, in loading order: built-in, installed, then the one beside the blueprint.

    Compared by identity, so that what is made from one (a validator) can be kept with it.
    """

    packs: tuple[Pack, ...]

    @cached_property
    def contracts(self) -> Mapping[str, Contract]:
        return {id_: contract for pack in self.packs for id_, contract in pack.contracts.items()}

    @cached_property
    def base(self) -> Contract:
        return next(pack.base for pack in self.packs if pack.base)

    def verticals(self) -> tuple[tuple[str, Path], ...]:
        """Name and file of each vertical's own blueprint."""
        return self._verticals

    @cached_property
    def _verticals(self) -> tuple[tuple[str, Path], ...]:
        files = (path for pack in self.packs for path in sorted((pack.root / "blueprints").glob("*.yaml")))
        return tuple((path.stem, path) for path in files)

    def pack(self, name: str) -> Pack:
        return next(pack for pack in self.packs if pack.name == name)
