"""Every pair of modules, in and out, resolves and is drawn whole, in the shops of a covering array."""

import json
import subprocess
import sys
from functools import cache
from itertools import combinations, product
from math import prod
from pathlib import Path
from random import Random

import pytest
from covering import VERTICALS, Row, contracts, covering, each_choice, is_setting, legal_pairs, levels, values

from pintu.pipeline import Checked, check, draw

RULES = Path(__file__).parents[2] / "templates" / "backend" / "base" / "ruff.toml"


@pytest.fixture(scope="module", params=VERTICALS)
def vertical(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def rows(vertical: str) -> list[Row]:
    return covering(vertical, Random(7342))  # noqa: S311  to be repeated, not to be secret


@pytest.fixture(scope="module")
def shops(rows: list[Row]) -> dict[frozenset[str], Checked]:
    """By the modules that are in."""
    return {modules_of(row): check("blueprint.yaml", row.text.encode()) for row in rows}


def modules_of(row: Row) -> frozenset[str]:
    return frozenset(id_ for id_, settings in row.modules.items() if settings is not None)


def test_each_is_drawn_whole(shops: dict[frozenset[str], Checked]) -> None:
    for modules, checked in shops.items():
        assert set(checked.resolution.ids) == modules
        parts = {path.split("/")[3] for path in draw(checked).files if path.startswith("backend/app/modules/")}
        assert parts - {"__init__.py"} == modules


def test_what_is_rendered_is_formatted(shops: dict[frozenset[str], Checked], tmp_path: Path) -> None:
    """With no module, with one, and with many: as the backend's own linter wants it."""
    for number, checked in enumerate(shops.values()):
        for name in ("registry.py", "permissions.py"):
            (tmp_path / f"{number}_{name}").write_bytes(draw(checked).files[f"backend/app/{name}"].content)
    command = [sys.executable, "-m", "ruff", "format", "--config", str(RULES), "--diff", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_only_a_requirement_keeps_a_pair_apart(vertical: str, shops: dict[frozenset[str], Checked]) -> None:
    """Every pair is there in all four states, or the contracts say why not: the one needs the other."""
    needs = {id_: _needs(vertical, id_) for id_ in contracts(vertical)}
    both = product((True, False), repeat=2)
    for (first, second), (has_first, has_second) in product(combinations(needs, 2), both):
        shown = any((first in modules, second in modules) == (has_first, has_second) for modules in shops)
        apart = (has_first and not has_second and second in needs[first]) or (
            has_second and not has_first and first in needs[second]
        )
        assert shown != apart, (first, has_first, second, has_second)


@cache
def _needs(vertical: str, module: str) -> frozenset[str]:
    """All modules without which `module` cannot be in: of several that provide the same what each of them needs."""
    known = contracts(vertical)
    found: frozenset[str] = frozenset()
    for capability in known[module].requires:
        providers = [id_ for id_, contract in known.items() if capability in contract.provides]
        found |= frozenset.intersection(*(_needs(vertical, provider) | {provider} for provider in providers))
    return found


def test_a_covering_array_shows_every_pair_of_values(vertical: str, rows: list[Row]) -> None:
    """Of two settings of one module."""
    for id_, contract in contracts(vertical).items():
        shown = [row.modules[id_] or {} for row in rows if row.modules[id_] is not None]
        for first, second in combinations([setting.name for setting in contract.settings], 2):
            pairs = {(json.dumps(one[first]), json.dumps(one[second])) for one in shown}
            wanted = set(product(levels(vertical, id_, first), levels(vertical, id_, second)))
            assert pairs >= wanted, (id_, first, second)


def test_a_covering_array_is_small(vertical: str, rows: list[Row]) -> None:
    """Fewer shops than modules, of which any two have up to four states, or twice what the settings of one need."""
    counts = (sorted(len(values(one)) for one in contract.settings)[-2:] for contract in contracts(vertical).values())
    assert len(rows) <= max(len(contracts(vertical)), 2 * max(prod(two) for two in counts))
    assert set().union(*(row.pairs for row in rows)) >= legal_pairs(vertical)
    assert any(is_setting(choice) for pair in legal_pairs(vertical) for choice in pair)


def test_a_few_of_its_shops_show_every_choice(rows: list[Row]) -> None:
    few = each_choice(rows)
    assert {choice for row in few for choice in row.choices()} == {choice for row in rows for choice in row.choices()}
    assert len(few) <= len(rows) * 2 / 3
