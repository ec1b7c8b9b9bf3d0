"""Every choice of modules that can stand together resolves, and is drawn whole: so every pair of them, in and out."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import combinations, product
from pathlib import Path
from random import Random

import pytest
from covering import CONTRACTS, Row, covering, each_choice, is_setting, legal_pairs, values

from pintu.errors import ResolutionError
from pintu.packs.discover import discover
from pintu.pipeline import Checked, check, draw

MODULES = tuple(sorted(id_ for id_, contract in discover().contracts.items() if "retail" in contract.verticals))
RULES = Path(__file__).parents[2] / "templates" / "backend" / "base" / "ruff.toml"
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


def test_what_is_rendered_is_formatted(legal: dict[frozenset[str], Checked], tmp_path: Path) -> None:
    """With no module, with one, and with many: as the backend's own linter wants it."""
    for number, checked in enumerate(legal.values()):
        for name in ("registry.py", "permissions.py"):
            (tmp_path / f"{number}_{name}").write_bytes(draw(checked).files[f"backend/app/{name}"].content)
    command = [sys.executable, "-m", "ruff", "format", "--config", str(RULES), "--diff", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


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


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return covering(Random(7342))  # noqa: S311  to be repeated, not to be secret


def test_a_covering_array_shows_every_pair_of_modules(rows: list[Row], legal: dict[frozenset[str], Checked]) -> None:
    chosen = {frozenset(id_ for id_, settings in row.modules.items() if settings is not None) for row in rows}
    assert chosen <= legal.keys()
    for first, second in combinations(MODULES, 2):
        possible = {(first in modules, second in modules) for modules in legal}
        assert {(first in modules, second in modules) for modules in chosen} == possible, (first, second)


def test_a_covering_array_shows_every_pair_of_values(rows: list[Row]) -> None:
    settings = [(id_, setting) for id_, contract in CONTRACTS.items() for setting in contract.settings]
    for (one, first), (other, second) in combinations(settings, 2):
        shown = [(in_one[first.name], in_other[second.name]) for in_one, in_other in _both(rows, one, other)]
        assert all(pair in shown for pair in product(values(first), values(second))), (one, first.name, second.name)


def _both(rows: list[Row], one: str, other: str) -> Iterator[tuple[Mapping[str, object], Mapping[str, object]]]:
    """Settings of the two modules in each shop that has both."""
    for row in rows:
        in_one, in_other = row.modules[one], row.modules[other]
        if in_one is not None and in_other is not None:
            yield in_one, in_other


def test_a_covering_array_is_small(rows: list[Row]) -> None:
    """At most twice as many shops as any array needs: two settings with three values each need nine."""
    counts = sorted(len(values(setting)) for contract in CONTRACTS.values() for setting in contract.settings)
    assert len(rows) <= 2 * counts[-1] * counts[-2]
    assert set().union(*(row.pairs for row in rows)) >= legal_pairs()
    assert any(is_setting(choice) for pair in legal_pairs() for choice in pair)


def test_a_few_of_its_shops_show_every_choice(rows: list[Row]) -> None:
    few = each_choice(rows)
    assert {choice for row in few for choice in row.choices()} == {choice for row in rows for choice in row.choices()}
    assert len(few) <= len(rows) / 2
