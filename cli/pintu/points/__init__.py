"""Contribution points: what a module may add to a project. One file each; this is the registry, in alphabetical order.

A point folds what every chosen module contributes into one value of the render context. Adding a point is adding a file
here and a line below; `schemas/module.schema.json` says what an entry looks like.
"""

from collections.abc import Mapping

from pintu.model.resolution import Resolution
from pintu.points import (
    env,
    events,
    home_blocks,
    icons,
    me_entries,
    messages,
    order_actions,
    pages,
    permissions,
    privacy,
    product_actions,
    python,
    settings,
    tabs,
)

POINTS = (
    env,
    events,
    home_blocks,
    icons,
    me_entries,
    messages,
    order_actions,
    pages,
    permissions,
    privacy,
    product_actions,
    python,
    settings,
    tabs,
)


def fold_all(resolution: Resolution) -> Mapping[str, object]:
    """The render context that the points make together."""
    context: dict[str, object] = {}
    for point in POINTS:
        context |= point.fold(resolution)
    return context
