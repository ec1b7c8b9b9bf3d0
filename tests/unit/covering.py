"""A covering array of blueprints: few shops that together show every legal pair of choices that may meet.

The array is of one vertical: of the modules that are made for it, and what those need. One kind of choice is a module,
in or out: any two may meet. The other is a setting at one of its documented values: the
default, what its `enum` offers, its examples; it may meet the other settings of its module. A pair is legal when some
shop can show both; which shops there can be, the program's own resolver says. Each row is built around a pair that is
still missing, choice by choice, so that it shows as many more as it can (greedy, as AETG does: Cohen et al., "The AETG
System", IEEE Transactions on Software Engineering 23, 1997).
"""

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from pintu.errors import ResolutionError
from pintu.model.contract import Contract, Setting
from pintu.packs.discover import discover
from pintu.pipeline import check
from pintu.stages.resolve_choice import choose

CATALOGUE = discover()
VERTICALS = tuple(vertical for vertical, _ in CATALOGUE.verticals())
CANDIDATES = 8
"""Rows that are built for each row that is taken."""

ARRAYS = 2

Choice = tuple[str, str]
"""(module, "in" or "out"), or (module.setting, value as JSON)."""
Pair = frozenset[Choice]


@cache
def contracts(vertical: str) -> Mapping[str, Contract]:
    made_for = (id_ for id_, one in CATALOGUE.contracts.items() if vertical in one.verticals)
    needed = frozenset().union(*(smallest(frozenset({id_}), frozenset()) or () for id_ in made_for))
    return {id_: one for id_, one in CATALOGUE.contracts.items() if id_ in needed}


@dataclass(frozen=True)
class Row:
    vertical: str
    modules: Mapping[str, Mapping[str, object] | None]
    """Settings of each module that is in; None for one that is out."""

    @property
    def text(self) -> str:
        modules = {id_: False if settings is None else settings for id_, settings in self.modules.items()}
        app = {"name": "山月", "slug": "shanyue", "vertical": self.vertical}
        return json.dumps({"pintu": 1, "app": app, "modules": modules}, ensure_ascii=False)

    @property
    def pairs(self) -> set[Pair]:
        return {frozenset(pair) for pair in combinations(self.choices(), 2)}

    def choices(self) -> Iterator[Choice]:
        for id_, settings in self.modules.items():
            yield id_, "out" if settings is None else "in"
            yield from ((f"{id_}.{name}", json.dumps(value)) for name, value in (settings or {}).items())


def values(setting: Setting) -> list[object]:
    """Each documented value once, the default first."""
    schema = setting.schema
    documented = [setting.default, *_listed(schema.get("enum")), *_listed(schema.get("examples"))]
    if schema.get("type") == "boolean":
        documented += [True, False]
    return [value for at, value in enumerate(documented) if value not in documented[:at]]


@cache
def levels(vertical: str, id_: str, name: str) -> tuple[str, ...]:
    """The documented values of a setting, as JSON; without those that speak of a module that its own does not need."""
    known = contracts(vertical)
    setting = next(one for one in known[id_].settings if one.name == name)
    alone = smallest(frozenset({id_}), frozenset()) or frozenset()
    found = []
    for value in values(setting):
        chosen = {other: None if other not in alone else {name: value} if other == id_ else {} for other in known}
        try:
            check("blueprint.yaml", Row(vertical, chosen).text.encode())
        except ResolutionError:
            continue
        found.append(json.dumps(value))
    return tuple(found)


def _listed(known: object) -> Iterable[object]:
    return known if isinstance(known, list | tuple) else ()


@cache
def smallest(ins: frozenset[str], outs: frozenset[str]) -> frozenset[str] | None:
    """The modules of a shop with `ins` and what they need, and without `outs`; None when there can be no such shop."""
    if ins & outs:
        return None
    choice = choose(dict.fromkeys(ins, True) | dict.fromkeys(outs, False), CATALOGUE)
    for gap in choice.gaps:
        tried = (smallest(ins | {provider}, outs) for provider in gap.free)
        return next((modules for modules in tried if modules is not None), None)
    return frozenset(choice.modules)


def is_setting(choice: Choice) -> bool:
    return "." in choice[0]


def choices(vertical: str) -> Iterator[Choice]:
    for id_, contract in contracts(vertical).items():
        yield from ((id_, "in"), (id_, "out"))
        for setting in contract.settings:
            yield from ((f"{id_}.{setting.name}", level) for level in levels(vertical, id_, setting.name))


def legal_pairs(vertical: str) -> set[Pair]:
    """All that the array has to show: two modules in or out, two settings of one module at these values."""
    return {
        frozenset(pair)
        for pair in combinations(choices(vertical), 2)
        if _may_meet(*pair) and smallest(*_in_and_out(pair)) is not None
    }


def _may_meet(one: Choice, other: Choice) -> bool:
    if one[0] == other[0] or is_setting(one) != is_setting(other):
        return False
    return not is_setting(one) or one[0].partition(".")[0] == other[0].partition(".")[0]


def _in_and_out(chosen: Iterable[Choice]) -> tuple[frozenset[str], frozenset[str]]:
    """Modules that a shop with these choices must have, and must not have."""
    known = list(chosen)
    ins = {name.partition(".")[0] for name, level in known if level != "out"}
    return frozenset(ins), frozenset(name for name, level in known if level == "out")


def covering(vertical: str, chance: random.Random) -> list[Row]:
    """The smallest of some arrays."""
    return min((_array(vertical, chance) for _ in range(ARRAYS)), key=len)


def each_choice(rows: list[Row]) -> list[Row]:
    """Some of the rows, which show every choice once that all of them show."""
    found: list[Row] = []
    missing = {choice for row in rows for choice in row.choices()}
    while missing:
        found.append(max(rows, key=lambda row: len(missing.intersection(row.choices()))))
        missing.difference_update(found[-1].choices())
    return found


def _array(vertical: str, chance: random.Random) -> list[Row]:
    """Rows until nothing is missing: first for the pairs of modules, few of which have many in, then for the rest."""
    rows: list[Row] = []
    missing = legal_pairs(vertical)
    while missing:
        of_modules = {pair for pair in missing if not any(map(is_setting, pair))}
        first = sorted(sorted(pair) for pair in of_modules or missing)
        worth = _worth(missing)
        built = [_built(vertical, chance.choice(first), missing, worth, chance) for _ in range(CANDIDATES)]
        best = max(built, key=lambda row: (len(row.pairs & of_modules), len(row.pairs & missing)))
        rows.append(best)
        missing -= best.pairs
    return rows


def _built(
    vertical: str, start: Iterable[Choice], missing: set[Pair], worth: Counter[Choice], chance: random.Random
) -> Row:
    """A legal row that shows the pair `start`, and by each further choice as much as it can."""
    made = dict(start)
    for id_ in chance.sample(sorted(contracts(vertical)), len(contracts(vertical))):
        if any(name.partition(".")[0] == id_ and level != "out" for name, level in made.items()):
            made[id_] = "in"
        elif id_ not in made:
            able = [
                level for level in ("in", "out") if smallest(*_in_and_out([*made.items(), (id_, level)])) is not None
            ]
            made[id_] = max(able, key=lambda level: (worth[id_, level], chance.random()))
    chosen = {id_: one for id_, one in contracts(vertical).items() if made[id_] == "in"}
    settings = [(id_, setting.name) for id_, one in chosen.items() for setting in one.settings]
    for id_, setting in chance.sample(settings, len(settings)):
        name = f"{id_}.{setting}"
        if name not in made:
            known = levels(vertical, id_, setting)
            made[name] = max(known, key=lambda level: (_new((name, level), made, missing), chance.random()))
    return _row(vertical, made)


def _worth(missing: set[Pair]) -> Counter[Choice]:
    """How many missing pairs only a shop with a module in (or out) can show."""
    worth: Counter[Choice] = Counter()
    for pair in missing:
        worth.update({choice if not is_setting(choice) else (choice[0].partition(".")[0], "in") for choice in pair})
    return worth


def _new(choice: Choice, made: Mapping[str, str], missing: set[Pair]) -> int:
    return sum(frozenset({choice, other}) in missing for other in made.items())


def _row(vertical: str, made: Mapping[str, str]) -> Row:
    return Row(
        vertical,
        {
            id_: {setting.name: json.loads(made[f"{id_}.{setting.name}"]) for setting in contract.settings}
            if made[id_] == "in"
            else None
            for id_, contract in contracts(vertical).items()
        },
    )
