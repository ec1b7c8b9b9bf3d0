"""HTTP routes of a module's backend, read off its routers.

    @router.get("/staff/orders", dependencies=[require("order.read")], summary="订单列表")

Every route says who may call it: `dependencies=[public]`, a parameter `user: CurrentUser`, or
`require("<permission>")`.
"""

from collections.abc import Sequence
from dataclasses import asdict

from pintu.model.contract import Contract, Words
from pintu.model.pack import Pack
from pintu.points.point import Entry, Point
from pintu.tree_facts.routes import routes


def entries(contract: Contract, pack: Pack) -> Sequence[Entry]:
    return [asdict(route) for route in routes(contract, pack)]


POINT = Point("routes", "backend", "tree", Words("接口", "Routes"), ("method", "path", "access", "summary"), entries)
