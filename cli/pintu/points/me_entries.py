"""Entries of the page 我的.

    me_entries:
      - {id: addresses, label: 收货地址, page: addresses, icon: address, order: 30}
      - {id: unpaid, label: 待付款, page: list, query: status=pending_payment, icon: wallet, layout: tile,
         badge_path: /orders/counts, badge_field: pending_payment, order: 10}

`layout` is a `row` of the list or a `tile` above it; `query` goes behind the page's address. The number in the badge
is the field `badge_field` of what the backend answers at `badge_path`.
"""

from collections.abc import Mapping

from pintu.model.contract import Words
from pintu.model.pack import Catalogue
from pintu.model.resolution import Resolution
from pintu.points.links import Defaults, linked
from pintu.points.point import Point, contributed

DEFAULTS: Defaults = {"page": "", "icon": "", "layout": "row", "query": "", "badge_path": "", "badge_field": ""}


def fold(resolution: Resolution, _: Catalogue) -> Mapping[str, object]:
    return {"me_entries": list(linked(resolution, "me_entries", DEFAULTS))}


POINT = Point(
    "me_entries",
    "miniprogram",
    "contributes",
    Words("“我的”页入口", "Entries of the page “me”"),
    ("id", "label", "page", "layout"),
    contributed("me_entries"),
    fold,
)
