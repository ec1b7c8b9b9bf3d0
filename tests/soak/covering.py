"""Blueprints that together show every pair of choices: two modules in or out, two settings at these values."""

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from pintu.errors import ResolutionError
from pintu.model.contract import Setting
from pintu.packs.discover import discover
from pintu.pipeline import check

CONTRACTS = {id_: one for id_, one in discover().contracts.items() if "retail" in one.verticals}
ATTEMPTS = 200
"""Random rows that are looked at for each row that is taken."""

Choice = tuple[str, str]
"""(module, "in" or "out"), or (module.setting, value as JSON)."""
Pair = frozenset[Choice]


@dataclass(frozen=True)
class Row:
    modules: Mapping[str, Mapping[str, object] | None]
    """Settings of each module that is in; None for one that is out."""

    @property
    def text(self) -> str:
        modules = {id_: False if settings is None else settings for id_, settings in self.modules.items()}
        app = {"name": "山月茶铺", "slug": "tea", "vertical": "retail"}
        return json.dumps({"pintu": 1, "app": app, "modules": modules}, ensure_ascii=False)

    @property
    def ins(self) -> frozenset[str]:
        return frozenset(id_ for id_, settings in self.modules.items() if settings is not None)

    @property
    def pairs(self) -> set[Pair]:
        return {frozenset(pair) for pair in combinations(sorted(self._choices()), 2)}

    def _choices(self) -> Iterator[Choice]:
        for id_, settings in self.modules.items():
            yield id_, "out" if settings is None else "in"
            yield from ((f"{id_}.{name}", json.dumps(value)) for name, value in (settings or {}).items())


def values(setting: Setting) -> list[object]:
    """The default, what else there is to choose from, and the examples."""
    offered = setting.schema.get("enum")
    examples = setting.schema.get("examples")
    others = [value for known in (offered, examples) if isinstance(known, list | tuple) for value in known]
    if setting.schema.get("type") == "boolean":
        others = [True, False]
    return [setting.default, *(value for value in others if value != setting.default)]


def random_row(chance: random.Random) -> Row:
    return Row(
        {
            id_: None
            if chance.random() < 0.3
            else {setting.name: chance.choice(values(setting)) for setting in contract.settings}
            for id_, contract in CONTRACTS.items()
        }
    )


@cache
def legal(modules: frozenset[str]) -> bool:
    """Whether these modules can stand together; settings make no difference to that."""
    row = Row({id_: {} if id_ in modules else None for id_ in CONTRACTS})
    try:
        check("blueprint.yaml", row.text.encode())
    except ResolutionError:
        return False
    return True


def covering(chance: random.Random) -> list[Row]:
    """Greedy: of many legal rows the one that shows most that was not shown yet, until nothing new is found."""
    rows: list[Row] = []
    shown: set[Pair] = set()
    while True:
        tried = (random_row(chance) for _ in range(ATTEMPTS))
        best = max((row for row in tried if legal(row.ins)), key=lambda row: len(row.pairs - shown), default=None)
        if best is None or not best.pairs - shown:
            return rows
        rows.append(best)
        shown |= best.pairs
