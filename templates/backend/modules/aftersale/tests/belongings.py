"""What a customer asks to be put right, and what he could ask for."""

from collections.abc import Mapping
from typing import Any

from tests.aftersale.factory import asked, bought, upload
from tests.belongings import Belongings, Owned, Shop
from tests.catalog.factory import spu
from tests.types import Person


async def belongings(shop: Shop) -> Belongings:
    shop.configure("aftersale", return_window="7d", no_return_categories=[], max_pictures=6)

    async def buys(person: Person, status: str = "paid") -> dict[str, Any]:
        return await bought(person, shop.database, (await spu(shop.database)).sku_id, status=status)

    async def own_order(person: Person) -> Mapping[str, Any]:
        return {"order_id": (await buys(person))["id"]}

    async def own_wish(person: Person) -> Mapping[str, Any]:
        order = await buys(person)
        return {"order_id": order["id"], "lines": [{"line_id": order["line_ids"][0], "quantity": 1}]}

    order = await buys(shop.owner)
    told = {"description": "只给店家看的话", "phone": "13987650004"}
    returned = await buys(shop.owner, "completed")
    case = await asked(shop.owner, returned, "return_refund", 1, **told)
    picture = (await upload(shop.owner)).raise_for_status().json()
    [line_id] = order["line_ids"]
    return Belongings(
        own={
            "/aftersales": [Owned(case)],
            "order_id": [Owned(order["id"]), Owned(returned["id"])],
            "line_id": [Owned(line_id), Owned(line_id, own_order)],
            "picture_ids": [Owned(picture["id"], own_wish)],
        },
        marks=[order["order_no"], *told.values(), picture["url"]],
    )
