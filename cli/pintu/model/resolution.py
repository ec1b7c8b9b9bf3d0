"""Which modules are in, in what order, and because of what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, TypeAlias

from pintu.model.blueprint import Blueprint, Dropped
from pintu.model.contract import Contract
from pintu.model.document import Data, Where
from pintu.model.scene import Block, Page, Role, Tab

Reason: TypeAlias = Literal["blueprint", "required", "bridge"]


@dataclass(frozen=True, slots=True)
class Because:
    """Why a module is in: the blueprint says so at `where`; or `by` requires `capability`; or it bridges `joins`."""

    reason: Reason
    where: Where | None = None
    by: str = ""
    capability: str = ""
    joins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """A module that is in, with its settings: defaults, then what the layers say."""

    contract: Contract
    because: Because
    settings: Mapping[str, Data]

    @property
    def id(self) -> str:
        return self.contract.id


@dataclass(frozen=True, slots=True)
class Resolution:
    blueprint: Blueprint
    base: Contract
    """What every project has, in the form of a contract."""
    modules: tuple[Chosen, ...]
    providers: Mapping[str, tuple[str, ...]]
    """Capability to the chosen modules that provide it."""
    pages: Mapping[str, Page] = field(default_factory=dict)
    tabs: tuple[Tab, ...] = ()
    home: tuple[Block, ...] = ()
    roles: tuple[Role, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    def contributions(self, point: str) -> Iterator[tuple[str, Mapping[str, Data]]]:
        """Every (owner, entry) of a contribution point, sorted by `order`, then owner, then `id`."""
        yield from contributed((self.base, *(module.contract for module in self.modules)), point)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(module.id for module in self.modules)

    def module(self, id_: str) -> Chosen:
        return next(module for module in self.modules if module.id == id_)


@lru_cache(maxsize=512)
def contributed(contracts: tuple[Contract, ...], point: str) -> tuple[tuple[str, Mapping[str, Data]], ...]:
    """What these contracts contribute at `point`; many blueprints have the same modules."""
    rows = [(contract.id, entry) for contract in contracts for entry in contract.entries(point)]
    return tuple(sorted(rows, key=lambda row: (float(str(row[1].get("order", 100))), row[0], str(row[1].get("id")))))
