"""load: a path -> its layers, lowest first: the vertical's blueprint, each of `extends`, then the file itself."""

from pathlib import Path

from pintu.errors import BlueprintError
from pintu.model.blueprint import Layer
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Data, at
from pintu.model.pack import Catalogue
from pintu.stages.read_yaml import read_yaml

NEVER_INHERITED = ("app", "business", "environments", "data")
"""What a vertical's blueprint says of these is its own, not its heirs'."""


def load(path: Path, catalogue: Catalogue, text: str | None = None) -> tuple[tuple[Layer, ...], tuple[Diagnostic, ...]]:
    """Read a blueprint and all that it extends.

    Raises `BlueprintError` when a file cannot be read or the layers form a cycle.
    """
    own = Layer(read_yaml(path, text), path.parent)
    layers = [*_extended(own, (path.resolve(),)), own]
    vertical = at(own.document.data, ("app", "vertical"))
    base = dict(catalogue.verticals()).get(str(vertical))
    if base is not None and base.resolve() != path.resolve():
        layers.insert(0, Layer(read_yaml(base), base.parent))
    return tuple(layers), ()


def _extended(layer: Layer, trail: tuple[Path, ...]) -> list[Layer]:
    layers: list[Layer] = []
    named: Data = layer.document.data.get("extends")
    for index, name in enumerate([named] if isinstance(named, str) else named if isinstance(named, list) else []):
        target = layer.base / str(name)
        where = layer.document.where(("extends", index) if isinstance(named, list) else ("extends",))
        if target.resolve() in trail:
            raise BlueprintError([Diagnostic("extends.cycle", where, {"file": str(name)})])
        if not target.is_file():
            raise BlueprintError([Diagnostic("extends.missing", where, {"file": str(name)})])
        below = Layer(read_yaml(target), target.parent)
        layers += [*_extended(below, (*trail, target.resolve())), below]
    return layers
