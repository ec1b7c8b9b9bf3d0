"""What a module of the mini-program does when it starts: follow what happens on the phone (`core/moments.js`).

    on_launch:
      - {id: subscribe, handler: followOrders}

`handler` is a function of `templates/miniprogram/modules/<module>/main/actions.js`. It runs before the first page
shows and must ask nothing of the network then.
"""

from collections.abc import Mapping

from pintu.model.contract import Words
from pintu.model.pack import Catalogue
from pintu.model.resolution import Resolution
from pintu.points.point import Point, contributed


def fold(resolution: Resolution, _: Catalogue) -> Mapping[str, object]:
    rows = resolution.contributions("on_launch")
    return {"on_launch": [{"id": row["id"], "handler": row["handler"], "module": owner} for owner, row in rows]}


POINT = Point(
    "on_launch",
    "miniprogram",
    "contributes",
    Words("启动时", "On launch"),
    ("id", "handler"),
    contributed("on_launch"),
    fold,
)
