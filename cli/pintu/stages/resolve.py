"""resolve: Blueprint -> Resolution. What is asked for, what that requires, what bridges it, in what order.

    modules: {order: }                  order requires identity and catalog
    -> catalog, identity, order         each with the `because` that brought it in

Nothing cascades: a module that is needed and set to `false` is an error, never silently dropped.
"""

from collections.abc import Iterable, Mapping, Sequence

from pintu.errors import ResolutionError
from pintu.model.blueprint import Blueprint
from pintu.model.contract import Contract, Requirement
from pintu.model.diagnostic import Diagnostic, has_errors
from pintu.model.document import Data
from pintu.model.pack import Catalogue
from pintu.model.resolution import Because, Chosen, Resolution
from pintu.stages.furnish import furnish
from pintu.stages.layers import over


def resolve(
    blueprint: Blueprint, catalogue: Catalogue, found: Sequence[Diagnostic] = ()
) -> tuple[Resolution, tuple[Diagnostic, ...]]:
    """Raises `ResolutionError` with every diagnostic when the modules cannot stand together."""
    contracts = catalogue.contracts
    asked = blueprint.get("modules")
    named: Mapping[str, Data] = asked if isinstance(asked, dict) else {}
    removed = {id_ for id_, value in named.items() if value is False}
    chosen: dict[str, Because] = {
        id_: Because("blueprint", blueprint.where("modules", id_, key=True))
        for id_ in named
        if id_ not in removed and id_ in contracts
    }
    diagnostics = [*found, *_complete(chosen, contracts, removed, blueprint), *_conflicts(chosen, contracts, blueprint)]
    ordered, cycle = in_order([contracts[id_] for id_ in chosen])
    if cycle:
        where = blueprint.where("modules", cycle[0], key=True)
        diagnostics.append(Diagnostic("module.cycle", where, {"cycle": " -> ".join([*cycle, cycle[0]])}))
    if has_errors(diagnostics):
        raise ResolutionError(diagnostics)
    modules = tuple(Chosen(contract, chosen[contract.id], _settings(contract, named)) for contract in ordered)
    providers = {
        capability: tuple(contract.id for contract in ordered if capability in contract.provides)
        for capability in sorted({capability for contract in ordered for capability in contract.provides})
    }
    resolution = Resolution(blueprint, catalogue.base, modules, providers)
    return furnish(resolution, diagnostics)


def _complete(
    chosen: dict[str, Because], contracts: Mapping[str, Contract], removed: set[str], blueprint: Blueprint
) -> list[Diagnostic]:
    """Bring in what is required and what bridges, until nothing changes. Fills `chosen`."""
    found: dict[tuple[str, Requirement], Diagnostic] = {}
    before = -1
    while before != len(chosen):
        before = len(chosen)
        for id_ in sorted(chosen):
            for requirement in contracts[id_].requires:
                if not _provided(requirement, (contracts[c] for c in chosen)):
                    _bring_in(requirement, id_, chosen, contracts, removed, blueprint, found)
        for contract in contracts.values():
            if contract.bridges and contract.id not in {*chosen, *removed} and set(contract.bridges) <= set(chosen):
                chosen[contract.id] = Because("bridge", joins=contract.bridges)
    return list(found.values())


def _bring_in(  # noqa: PLR0913  the working state of one loop
    requirement: Requirement,
    by: str,
    chosen: dict[str, Because],
    contracts: Mapping[str, Contract],
    removed: set[str],
    blueprint: Blueprint,
    found: dict[tuple[str, Requirement], Diagnostic],
) -> None:
    wanted = _capabilities(requirement)
    able = [c for c in contracts.values() if set(wanted) & set(c.provides)]
    free = [c.id for c in able if c.id not in removed]
    where = chosen[by].where or blueprint.where("modules")
    args = {"module": by, "capability": " / ".join(wanted), "providers": ", ".join(sorted(c.id for c in able))}
    if len(free) == 1:
        capability = next(c for c in wanted if c in contracts[free[0]].provides)
        chosen[free[0]] = Because("required", by=by, capability=capability)
    elif free:
        found[by, requirement] = Diagnostic(
            "capability.ambiguous", where, args | {"providers": ", ".join(sorted(free))}
        )
    elif able:
        dependents = sorted(id_ for id_ in chosen if requirement in contracts[id_].requires)
        here = blueprint.where("modules", able[0].id)
        args |= {"removed": able[0].id, "dependents": ", ".join(dependents)}
        found["", requirement] = Diagnostic("module.needed", here, args)
    else:
        found[by, requirement] = Diagnostic("capability.missing", where, args)


def _capabilities(requirement: Requirement) -> tuple[str, ...]:
    return (requirement,) if isinstance(requirement, str) else requirement


def _provided(requirement: Requirement, modules: Iterable[Contract]) -> bool:
    return any(set(_capabilities(requirement)) & set(module.provides) for module in modules)


def _conflicts(
    chosen: Mapping[str, Because], contracts: Mapping[str, Contract], blueprint: Blueprint
) -> list[Diagnostic]:
    pairs = {tuple(sorted((a, b))) for a in chosen for b in contracts[a].conflicts if b in chosen}
    return [
        Diagnostic("module.conflict", blueprint.where("modules", b, key=True), {"first": a, "second": b})
        for a, b in sorted(pairs)
    ]


def in_order(modules: Sequence[Contract]) -> tuple[list[Contract], tuple[str, ...]]:
    """What is required comes first; ties by id. The second value is a cycle of ids, empty where there is none.

    >>> order requires catalog, identity; cart requires catalog   ->   catalog, cart, identity, order
    """
    before = {module.id: _before(module, modules) for module in modules}
    by_id = {module.id: module for module in modules}
    ordered: list[str] = []
    while len(ordered) < len(before):
        ready = sorted(id_ for id_, needs in before.items() if id_ not in ordered and needs <= set(ordered))
        if not ready:
            return [by_id[id_] for id_ in ordered], _cycle({k: v for k, v in before.items() if k not in ordered})
        ordered.append(ready[0])
    return [by_id[id_] for id_ in ordered], ()


def _before(module: Contract, modules: Sequence[Contract]) -> set[str]:
    wanted = {c for requirement in module.requires for c in _capabilities(requirement)}
    first = {*module.after, *module.bridges}
    return {m.id for m in modules if m.id != module.id and (set(m.provides) & wanted or m.id in first)}


def _cycle(stuck: Mapping[str, set[str]]) -> tuple[str, ...]:
    trail = [min(stuck)]
    while True:
        following = min(id_ for id_ in stuck[trail[-1]] if id_ in stuck)
        if following in trail:
            return tuple(trail[trail.index(following) :])
        trail.append(following)


def _settings(contract: Contract, named: Mapping[str, Data]) -> dict[str, Data]:
    defaults = {setting.name: setting.default for setting in contract.settings}
    said = named.get(contract.id)
    return over(defaults, said) if isinstance(said, dict) else defaults
