"""What a customer can do with a product: the buttons at the bottom of its page.

    product_actions:
      - {id: view_cart, label: 购物车, icon: cart, tone: icon, needs: none, page: cart, handler: viewCart, order: 10}
      - {id: buy_now, label: 立即购买, icon: order, tone: primary, needs: sku, handler: buyNow, order: 30}

`tone` is how it looks (`icon`, `secondary`, `primary`); with `needs: sku` the SKU picker opens first. `handler` is a
function of `templates/miniprogram/modules/<module>/main/actions.js`; `page` only says whose badge stands beside the
icon.
"""

from collections.abc import Mapping

from pintu.model.contract import Words
from pintu.model.pack import Catalogue
from pintu.model.resolution import Resolution
from pintu.points.links import Defaults, linked
from pintu.points.point import Point, contributed

DEFAULTS: Defaults = {"icon": "", "tone": "secondary", "needs": "none", "page": "", "handler": ""}


def fold(resolution: Resolution, _: Catalogue) -> Mapping[str, object]:
    return {"product_actions": list(linked(resolution, "product_actions", DEFAULTS))}


POINT = Point(
    "product_actions",
    "miniprogram",
    "contributes",
    Words("商品操作", "Product actions"),
    ("id", "label", "tone", "needs", "handler"),
    contributed("product_actions"),
    fold,
)
