"""What comes first."""

from collections.abc import Mapping, Sequence

from pintu.model.contract import Contract
from pintu.stages.resolve_choice import wanted


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
    names = {name for requirement in module.requires for name in wanted(requirement)}
    names |= set(module.bridges)
    first = {*module.after, *module.bridges}
    return {m.id for m in modules if m.id != module.id and (not names.isdisjoint(m.provides) or m.id in first)}


def _cycle(stuck: Mapping[str, set[str]]) -> tuple[str, ...]:
    trail = [min(stuck)]
    while True:
        following = min(id_ for id_ in stuck[trail[-1]] if id_ in stuck)
        if following in trail:
            return tuple(trail[trail.index(following) :])
        trail.append(following)
