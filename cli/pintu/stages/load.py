"""load: a path -> its layers, lowest first: the vertical's blueprint, each of `extends`, then the file itself."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pintu.errors import BlueprintError, UserError
from pintu.model.blueprint import Layer
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Data, Document, at
from pintu.model.pack import Catalogue
from pintu.stages.read_yaml import read_yaml

NEVER_INHERITED = ("app", "business", "environments", "data")
"""What a vertical's blueprint says of these is its own, not its heirs'."""
MOST_LAYERS = 50


def load(
    path: Path, catalogue: Catalogue, content: bytes | None = None
) -> tuple[tuple[Layer, ...], tuple[Diagnostic, ...]]:
    """Read a blueprint and all that it extends; `content` stands in for the file itself (standard input).

    Raises `BlueprintError` with everything that keeps a layer from being read.
    """
    document = read_yaml(path, content)
    found: list[Diagnostic] = []
    own = Layer(document, path.parent, dict(document.data))
    layers = [*_extended(own, (path,), found, [0]), own]
    if (base := _vertical(layers, catalogue)) and not _is_same(base, path):
        below = _layer(base)
        kept = {key: value for key, value in below.data.items() if key not in NEVER_INHERITED}
        lowest = Layer(below.document, below.base, kept)
        layers = [*_extended(lowest, (base,), found, [0]), lowest, *layers]
    if found:
        raise BlueprintError(found)
    return tuple(layers), ()


def _vertical(layers: list[Layer], catalogue: Catalogue) -> Path | None:
    """The file of the vertical that the highest layer with a say in it names."""
    named = [at(layer.data, ("app", "vertical")) for layer in layers]
    vertical = next((name for name in reversed(named) if name is not None), None)
    return dict(catalogue.verticals()).get(vertical) if isinstance(vertical, str) else None


def _extended(layer: Layer, trail: tuple[Path, ...], found: list[Diagnostic], count: list[int]) -> Iterator[Layer]:
    """The layers below `layer`, lowest first. `trail` is the way here, `count` how many there are by now."""
    for name, path in _named(layer):
        where = layer.document.where(path)
        target = layer.base / name
        count[0] += 1
        if count[0] > MOST_LAYERS:
            found.append(Diagnostic("extends.too_many", where, {"count": MOST_LAYERS}))
            return
        if not target.is_file():
            found.append(Diagnostic("extends.missing", where, {"file": name}))
        elif any(_is_same(target, above) for above in trail):
            found.append(Diagnostic("extends.cycle", where, {"file": name}))
        else:
            try:
                below = _layer(target)
            except UserError as error:
                found += error.diagnostics
                continue
            yield from _extended(below, (*trail, target), found, count)
            yield below


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file; most differ in their names already."""
    return one.name == other.name and one.resolve() == other.resolve()


def _named(layer: Layer) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """The files that a layer extends, with their places; what is no name is for `validate` to refuse."""
    named: Data = layer.document.data.get("extends")
    if isinstance(named, str) and named:
        yield named, ("extends",)
    for index, name in enumerate(named if isinstance(named, list) else ()):
        if isinstance(name, str) and name:
            yield name, ("extends", index)


def _layer(path: Path) -> Layer:
    status = path.stat()
    document = _shared(path, status.st_mtime_ns, status.st_size)
    return Layer(document, path.parent, dict(document.data))


@lru_cache(maxsize=32)
def _shared(path: Path, _mtime: int, _size: int) -> Document:
    """Many blueprints stand on the same vertical and the same house style."""
    return read_yaml(path)
