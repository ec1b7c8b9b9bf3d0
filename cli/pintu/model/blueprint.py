"""A blueprint after its layers are merged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pintu.model.document import Data, Document, Where, at, has
from pintu.model.document import Path as DataPath


@dataclass(frozen=True, slots=True)
class Layer:
    """One file that a blueprint is made of; `base` is the folder that its paths are relative to.

    `data` is what the file says that counts here: without what is never inherited, and without what is at fault.
    """

    document: Document
    base: Path
    data: dict[str, Data] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something a lower layer said about a thing that a higher layer removed; shown by `explain`."""

    where: Where
    what: str
    by: Where


@dataclass(frozen=True, slots=True)
class Blueprint:
    """`data` is the merge of `layers` (lowest first). Removed names (`false`) are kept in `data` as False.

    A list may hold None where an entry was at fault; then there is an error about it.
    """

    data: Mapping[str, Data] = field(repr=False)
    layers: tuple[Layer, ...] = field(repr=False)

    @property
    def file(self) -> str:
        return self.layers[-1].document.file

    @property
    def folder(self) -> Path:
        """The folder of the blueprint itself."""
        return self.layers[-1].base

    @property
    def slug(self) -> str:
        return str(self.get("app", "slug"))

    def get(self, *path: str | int) -> Data:
        return at(dict(self.data), path)

    def level(self, path: DataPath) -> int:
        """The index of the highest layer that says something at `path`; -1 where none does."""
        return max((i for i, layer in enumerate(self.layers) if has(layer.data, path)), default=-1)

    def where(self, *path: str | int, key: bool = False) -> Where:
        """The place of `path` in the highest layer that has it, or has its nearest parent."""
        trail: DataPath = path
        while trail:
            level = self.level(trail)
            if level >= 0:
                return self.layers[level].document.where(path, key=key)
            trail = trail[:-1]
        return self.layers[-1].document.where(path, key=key)

    def base(self, *path: str | int) -> Path:
        """The folder that a file name at `path` is relative to."""
        return self.layers[self.level(path)].base
