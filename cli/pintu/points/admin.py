"""Views of the admin console, read off the module's `admin.py`.

    class OrderView(View):
        read = "order.read"
        display_name = "订单"

`read` is the permission that staff need to see it.
"""

from collections.abc import Sequence
from dataclasses import asdict

from pintu.model.contract import Contract, Words
from pintu.model.pack import Pack
from pintu.points.point import Entry, Point
from pintu.tree_facts.admin import views


def entries(contract: Contract, pack: Pack) -> Sequence[Entry]:
    return [asdict(view) for view in views(contract, pack)]


POINT = Point("admin", "backend", "tree", Words("管理后台", "Admin views"), ("name", "label", "permission"), entries)
