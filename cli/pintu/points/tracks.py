"""What may be noted of customers' behaviour, and nothing else: there is no free text, so no name or number slips in.

    tracks:
      - id: cart_added
        title: {zh: 加入购物车, en: Put in the cart}
        moment: cart_added
        step: 20
        properties:
          - {id: sku_id, fact: skuId, type: id}
          - {id: quantity, fact: quantity, type: count}

`moment` is one of the mini-program's (`core/moments.js`), each property one of its facts. Types: `id` and `count` are
whole numbers, `page` is the id of a page. A number of an order or a payment would say who it was: leave it out.
Those with a `step` make up the shop's funnel, in that order.
"""

from collections.abc import Mapping
from typing import Any

from pintu.model.contract import Words
from pintu.model.pack import Catalogue
from pintu.model.resolution import Resolution
from pintu.points.point import Point, contributed
from pintu.points.words import zh


def fold(resolution: Resolution, _: Catalogue) -> Mapping[str, object]:
    """Ids are in full (`cart.cart_added`); `funnel` is those with a step, in order."""
    rows: list[tuple[str, Any]] = list(resolution.contributions("tracks"))
    steps = sorted((row["step"], f"{owner}.{row['id']}") for owner, row in rows if "step" in row)
    return {
        "tracks": [
            {
                "id": f"{owner}.{row['id']}",
                "title": zh(row["title"]),
                "moment": row["moment"],
                "properties": list(row.get("properties", ())),
                "types": {one["id"]: one["type"] for one in row.get("properties", ())},
                "module": owner,
            }
            for owner, row in rows
        ],
        "funnel": [id_ for _, id_ in steps],
    }


POINT = Point(
    "tracks",
    "miniprogram",
    "contributes",
    Words("行为", "Behaviour that is noted"),
    ("id", "title", "moment"),
    contributed("tracks"),
    fold,
)
