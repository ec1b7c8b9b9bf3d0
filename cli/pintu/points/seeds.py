"""Demo data that a module writes into an empty development database, read off its `seeds.py`.

An entry is a key of the file that `data:` of the blueprint names.
"""

from collections.abc import Sequence

from pintu.model.contract import Contract, Words
from pintu.model.pack import Pack
from pintu.points.point import Entry, Point
from pintu.tree_facts.seeds import seeds


def entries(contract: Contract, pack: Pack) -> Sequence[Entry]:
    return [{"key": key} for key in seeds(contract, pack)]


POINT = Point("seeds", "backend", "tree", Words("演示数据", "Demo data"), ("key",), entries)
