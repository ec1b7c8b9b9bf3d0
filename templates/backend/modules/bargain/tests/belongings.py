from collections.abc import Mapping
from typing import Any

from tests.bargain.factory import activity, start
from tests.belongings import Belongings, Owned, Shop
from tests.catalog.factory import spu
from tests.types import Person


async def belongings(shop: Shop) -> Belongings:
    """A bargain that waits for friends, who come with its code; only its owner can buy."""
    shop.configure("activity", accounts_per_phone=0, accounts_per_address=0)
    shop.configure("bargain", buy_at="floor", helps_per_day=100)
    made = await spu(shop.database)
    activity_id = await activity(shop.database, made.sku_id)
    code = await start(shop.owner, activity_id)

    async def the_goods(_person: Person) -> Mapping[str, Any]:
        return {"items": [{"sku_id": made.sku_id, "quantity": 1}]}

    return Belongings(
        own={
            "/bargains": [Owned(code)],
            "inputs.bargain": [Owned({"sku_id": made.sku_id, "record": code}, the_goods)],
        },
        shared=["/bargains"],
        common={"/bargain-activities/spus": made.id, "activity_id": activity_id},
    )
