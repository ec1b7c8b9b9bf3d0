"""Demo data: the parts of the blueprint's data file that a module's `seeds.py` reads from `data.rows`."""

import ast
from collections.abc import Iterator

from pintu.model.contract import Contract
from pintu.model.pack import Pack
from pintu.tree_facts.source import Source, sources


def seeds(contract: Contract, pack: Pack) -> tuple[str, ...]:
    """Keys of the data file, sorted."""
    files = (source for source in sources(contract, pack) if source.path.name == "seeds.py")
    return tuple(sorted({key for source in files for key in _keys(source)}))


def _keys(source: Source) -> Iterator[str]:
    """`data.rows["spus"]` and `data.rows.get("spus", [])`."""
    for node in ast.walk(source.tree):
        match node:
            case ast.Subscript(value=ast.Attribute(attr="rows"), slice=key):
                yield source.text(key)
            case ast.Call(func=ast.Attribute(value=ast.Attribute(attr="rows"), attr="get"), args=[key, *_]):
                yield source.text(key)
