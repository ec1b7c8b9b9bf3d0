"""Contribution points: what a module may add to a project. One file each; this is the registry, in alphabetical order.

A point reads what one module offers and folds what all chosen modules offer into values of the render context. Adding a
point is adding a file here and a line below; what an entry looks like stands in the file's docstring and, for those
below `contributes`, in `schemas/module.schema.json`.
"""

from collections.abc import Mapping

from pintu.model.pack import Catalogue
from pintu.model.resolution import Resolution
from pintu.points import (
    admin,
    alarm_actions,
    env,
    events,
    home_blocks,
    icons,
    jobs,
    me_entries,
    messages,
    on_launch,
    order_actions,
    pages,
    parts,
    permissions,
    privacy,
    product_actions,
    python,
    routes,
    seeds,
    settings,
    tabs,
    tracks,
)
from pintu.points.point import Point

POINTS: tuple[Point, ...] = (
    admin.POINT,
    alarm_actions.POINT,
    env.POINT,
    events.POINT,
    home_blocks.POINT,
    icons.POINT,
    jobs.POINT,
    me_entries.POINT,
    messages.POINT,
    on_launch.POINT,
    order_actions.POINT,
    pages.POINT,
    parts.POINT,
    permissions.POINT,
    privacy.POINT,
    product_actions.POINT,
    python.POINT,
    routes.POINT,
    seeds.POINT,
    settings.POINT,
    tabs.POINT,
    tracks.POINT,
)


def fold_all(resolution: Resolution, catalogue: Catalogue) -> Mapping[str, object]:
    """The part of the render context that the points make.

    Raises `PackError` where a contract names a page or an icon that is not there.
    """
    context: dict[str, object] = {}
    for point in POINTS:
        context |= point.fold(resolution, catalogue)
    return context
