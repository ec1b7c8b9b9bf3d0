"""Facts that a module emits after they have become true, for whoever listens.

    events:
      - {id: order.paid, summary: {zh: 订单已付款, en: An order has been paid}}

Named `<entity>.<past_participle>`; the event's class stands in `app/contracts/` or in the module's `api.py`.
"""

from collections.abc import Mapping

from pintu.model.contract import Words
from pintu.model.pack import Catalogue
from pintu.model.resolution import Resolution
from pintu.points.point import Point, contributed
from pintu.points.words import zh


def fold(resolution: Resolution, _: Catalogue) -> Mapping[str, object]:
    rows = resolution.contributions("events")
    return {
        "events": [{"id": entry["id"], "summary": zh(entry.get("summary")), "module": owner} for owner, entry in rows]
    }


POINT = Point(
    "events", "backend", "contributes", Words("事件", "Events"), ("id", "summary"), contributed("events"), fold
)
