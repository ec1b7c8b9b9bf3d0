"""Components of one module inside a page of another, which does not know them.

    parts:
      - {id: picker, on: checkout, component: coupon-picker, order: 30}

`component` is a folder below the module's `components/`; it appears when the module's subpackage has been fetched. `on`
names the page, and with it what the component gets and tells:

- `checkout`: the properties `preview` (what POST /orders/preview answers) and `inputs` (what the customer has chosen so
  far); `change` with `{step, value}` makes `value` the choice of a price step (null for none), and the page asks again.
- `course`: the properties `course`, as GET /courses/{id} answers, and `wanted`, the SKU that the customer asked to buy
  in the page's own bar (0 for none); `change` makes the page load it again.
- `lesson`: the property `lesson`, as GET /lessons/{id} answers; `change` makes the page load it again. What the player
  does is heard through `pages/course/services/player.js`.
- `order`: the property `order`, an order as GET /orders/{id} answers; `change` makes the page load it again.
- `product`: the property `spu`, as GET /spus/{id} answers.
"""

from collections.abc import Mapping

from pintu.model.contract import Words
from pintu.model.pack import Catalogue
from pintu.model.resolution import Resolution
from pintu.points.point import Point, contributed

PAGES = ("checkout", "course", "lesson", "order", "product")


def fold(resolution: Resolution, _: Catalogue) -> Mapping[str, object]:
    """`parts.<page>` is every component of that page, in order: its tag and where it is."""
    parts: dict[str, list[Mapping[str, str]]] = {page: [] for page in PAGES}
    for owner, row in resolution.contributions("parts"):
        component = str(row["component"])
        tag = f"{owner}-{component}".replace("_", "-")
        parts[str(row["on"])].append({"tag": tag, "path": f"/modules/{owner}/components/{component}/index"})
    return {"parts": parts}


POINT = Point(
    "parts",
    "miniprogram",
    "contributes",
    Words("页面组成", "Parts of pages"),
    ("id", "on", "component"),
    contributed("parts"),
    fold,
)
