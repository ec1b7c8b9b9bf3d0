"""Every choice of modules that can stand together resolves, and is drawn whole: so every pair of them, in and out."""

from collections.abc import Iterator
from itertools import combinations, product

import pytest

from pintu.errors import ResolutionError
from pintu.packs.discover import discover
from pintu.pipeline import Checked, check, draw

MODULES = tuple(sorted(id_ for id_, contract in discover().contracts.items() if "retail" in contract.verticals))
CANNOT_STAND_TOGETHER = {"module.needed", "module.conflict"}


def choices() -> Iterator[frozenset[str]]:
    """Every subset of the modules. With many more of them this would have to become a covering array."""
    for size in range(len(MODULES) + 1):
        yield from map(frozenset, combinations(MODULES, size))


def in_one_shop(modules: frozenset[str]) -> Checked | None:
    """The shop with exactly these modules; None where they cannot stand together."""
    said = ", ".join(f"{module}: {str(module in modules).lower()}" for module in MODULES)
    text = f"pintu: 1\napp: {{name: 小店, slug: shop, vertical: retail}}\nmodules: {{{said}}}\n"
    try:
        return check("blueprint.yaml", text.encode())
    except ResolutionError as refused:
        if {one.code for one in refused.diagnostics} <= CANNOT_STAND_TOGETHER:
            return None
        raise


@pytest.fixture(scope="module")
def legal() -> dict[frozenset[str], Checked]:
    return {modules: checked for modules in choices() if (checked := in_one_shop(modules)) is not None}


def test_each_is_drawn_whole(legal: dict[frozenset[str], Checked]) -> None:
    for modules, checked in legal.items():
        assert set(checked.resolution.ids) == modules
        parts = {path.split("/")[3] for path in draw(checked).files if path.startswith("backend/app/modules/")}
        assert parts - {"__init__.py"} == modules


def test_only_a_requirement_keeps_a_pair_apart(legal: dict[frozenset[str], Checked]) -> None:
    """A pair of states that no legal choice shows has a reason in the contracts: the one needs the other."""
    needs = {id_: _needs(id_) for id_ in MODULES}
    for (first, second), (has_first, has_second) in product(combinations(MODULES, 2), product((True, False), repeat=2)):
        shown = any((first in modules, second in modules) == (has_first, has_second) for modules in legal)
        wanted = (has_first and not has_second and second in needs[first]) or (
            has_second and not has_first and first in needs[second]
        )
        assert shown != wanted, (first, has_first, second, has_second)


def _needs(module: str) -> set[str]:
    """All modules without which `module` cannot be in, where a capability has a single provider."""
    contracts = discover().contracts
    found: set[str] = set()
    waiting = [module]
    while waiting:
        for capability in contracts[waiting.pop()].requires:
            providers = [id_ for id_ in MODULES if capability in contracts[id_].provides]
            if len(providers) == 1 and providers[0] not in found:
                found.add(providers[0])
                waiting.append(providers[0])
    return found
