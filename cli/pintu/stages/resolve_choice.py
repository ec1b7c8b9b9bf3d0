"""Which modules come in: those asked for, what they require, what bridges them, until nothing changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pintu.model.contract import Contract, Requirement
from pintu.model.document import Data
from pintu.model.pack import Catalogue
from pintu.model.resolution import Because


@dataclass(frozen=True, slots=True)
class Gap:
    """A requirement of the modules `by` that nothing chosen fulfils.

    `wanted` are capabilities of which one will do; `free` the modules that could provide one of them, of which none can
    be preferred; `removed` those that are set to `false`.
    """

    wanted: tuple[str, ...]
    by: tuple[str, ...]
    free: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    modules: dict[str, Because] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()


def choose(named: Mapping[str, Data], catalogue: Catalogue) -> Choice:
    """Complete what a blueprint names below `modules:`.

    A requirement is settled by what is chosen anyway; else its only provider comes in. That it has several is said at
    the end, when nothing more comes in that could settle it: the result does not depend on any order.
    """
    contracts = catalogue.contracts
    removed = {id_ for id_, value in named.items() if value is False}
    chosen = {id_: Because("blueprint") for id_ in named if id_ in contracts and id_ not in removed}
    offered = set(catalogue.base.provides)
    grown = True
    while grown:
        grown = False
        for by, requirement in _open(chosen, contracts, offered):
            free = [id_ for id_ in _able(requirement, contracts) if id_ not in removed]
            if len(free) == 1:
                capability = next(name for name in wanted(requirement) if name in contracts[free[0]].provides)
                chosen[free[0]] = Because("required", by=by, capability=capability)
                grown = True
                break
        else:
            for id_, contract in contracts.items():
                joins = _joined(contract, chosen, contracts)
                if joins and id_ not in {*chosen, *removed}:
                    chosen[id_] = Because("bridge", joins=joins)
                    grown = True
    return Choice(chosen, tuple(_gaps(chosen, contracts, offered, removed)))


def _joined(contract: Contract, chosen: Mapping[str, Because], contracts: Mapping[str, Contract]) -> tuple[str, ...]:
    """The chosen modules that a glue module stands between, one for each that it names; none unless all are in."""
    ends = [
        next((id_ for id_ in sorted(chosen) if name == id_ or name in contracts[id_].provides), None)
        for name in contract.bridges
    ]
    return tuple(end for end in ends if end) if all(ends) else ()


def wanted(requirement: Requirement) -> tuple[str, ...]:
    return (requirement,) if isinstance(requirement, str) else requirement


def _open(
    chosen: Mapping[str, Because], contracts: Mapping[str, Contract], offered: set[str]
) -> list[tuple[str, Requirement]]:
    """(module, requirement) for each that nothing chosen fulfils."""
    there = offered | {name for id_ in chosen for name in contracts[id_].provides}
    return [
        (id_, requirement)
        for id_ in sorted(chosen)
        for requirement in contracts[id_].requires
        if there.isdisjoint(wanted(requirement))
    ]


def _able(requirement: Requirement, contracts: Mapping[str, Contract]) -> list[str]:
    return sorted(id_ for id_, contract in contracts.items() if set(wanted(requirement)) & set(contract.provides))


def _gaps(
    chosen: Mapping[str, Because], contracts: Mapping[str, Contract], offered: set[str], removed: set[str]
) -> Iterable[Gap]:
    askers: dict[tuple[str, ...], list[str]] = {}
    for id_, requirement in _open(chosen, contracts, offered):
        askers.setdefault(wanted(requirement), []).append(id_)
    for names, by in sorted(askers.items()):
        able = _able(names, contracts)
        free = tuple(id_ for id_ in able if id_ not in removed)
        yield Gap(names, tuple(by), free, tuple(id_ for id_ in able if id_ in removed))
