"""How layers become one: mappings merge, lists and scalars replace, `false` removes.

lower    {coupon: {days: 7}, bargain: {}}
higher   {coupon: true, bargain: false, points: {}}
merged   {coupon: {days: 7}, bargain: false, points: {}}
"""

from collections.abc import Iterable

from pintu.model.document import Data


def merge_layers(layers: Iterable[dict[str, Data]]) -> dict[str, Data]:
    """The data of all layers, lowest first, in one."""
    merged: dict[str, Data] = {}
    for data in layers:
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
