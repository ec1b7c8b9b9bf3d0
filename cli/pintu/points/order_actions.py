"""What a customer can do with an order.

    order_actions:
      - {id: pay, label: 去付款, tone: primary, after_create: true, handler: pay, order: 10}
      - {id: cancel, label: 取消订单, tone: plain, confirm: 确定取消这个订单吗？, handler: cancelOrder, order: 90}

`id` is what the API says in an order's `can`: the action shows only there. `tone` is `primary`, `secondary` or
`plain`; `confirm` is a question asked first. `after_create` marks the step that follows as soon as the order is made.
`handler` as in `product_actions`.
"""

from collections.abc import Mapping

from pintu.model.contract import Words
from pintu.model.pack import Catalogue
from pintu.model.resolution import Resolution
from pintu.points.links import Defaults, linked
from pintu.points.point import Point, contributed

DEFAULTS: Defaults = {"icon": "", "tone": "secondary", "confirm": "", "after_create": False, "handler": ""}


def fold(resolution: Resolution, _: Catalogue) -> Mapping[str, object]:
    return {"order_actions": list(linked(resolution, "order_actions", DEFAULTS))}


POINT = Point(
    "order_actions",
    "miniprogram",
    "contributes",
    Words("订单操作", "Order actions"),
    ("id", "label", "tone", "handler"),
    contributed("order_actions"),
    fold,
)
