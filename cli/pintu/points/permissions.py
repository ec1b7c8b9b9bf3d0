"""Permissions that staff may hold, and the roles that hold them.

    permissions:
      - {id: catalog.edit, label: {zh: 编辑商品, en: Edit products}}

Named `<module>.<verb>`. Every staff route of the backend asks for one; a role in the blueprint lists them (`order.*` is
allowed), and the built-in role `owner` holds all. `scopes: [self, store]` says to what a role can be kept with it; the
module's routes then filter by `staff.scope("order.read")`. A scope that none of a role's permissions has is refused.
"""

from collections.abc import Mapping
from dataclasses import asdict

from pintu.model.contract import Words
from pintu.model.pack import Catalogue
from pintu.model.resolution import Resolution
from pintu.points.point import Point, contributed
from pintu.points.words import zh


def fold(resolution: Resolution, _: Catalogue) -> Mapping[str, object]:
    rows = resolution.contributions("permissions")
    return {
        "permissions": [{"id": entry["id"], "label": zh(entry["label"]), "module": owner} for owner, entry in rows],
        "roles": [asdict(role) for role in resolution.roles],
    }


POINT = Point(
    "permissions",
    "backend",
    "contributes",
    Words("权限", "Permissions"),
    ("id", "label"),
    contributed("permissions"),
    fold,
)
