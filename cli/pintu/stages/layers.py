"""How layers become one: mappings merge, lists and scalars replace, `false` removes."""

from collections.abc import Sequence

from pintu.model.blueprint import Layer
from pintu.model.document import Data
from pintu.stages.load import NEVER_INHERITED


def merge_layers(layers: Sequence[Layer], *, vertical_first: bool) -> dict[str, Data]:
    """The merged data; `vertical_first` says that the lowest layer is the vertical's own blueprint."""
    merged: dict[str, Data] = {}
    for index, layer in enumerate(layers):
        data = dict(layer.document.data)
        if index == 0 and vertical_first and len(layers) > 1:
            data = {key: value for key, value in data.items() if key not in NEVER_INHERITED}
        merged = over(merged, data)
    return merged


def over(low: dict[str, Data], high: dict[str, Data]) -> dict[str, Data]:
    """`high` laid over `low`. `true` and nothing mean "in, as it was"."""
    merged = dict(low)
    for key, value in high.items():
        below = merged.get(key)
        if isinstance(below, dict) and isinstance(value, dict):
            merged[key] = over(below, value)
        elif isinstance(below, dict) and (value is True or value is None):
            continue
        else:
            merged[key] = value
    return merged
