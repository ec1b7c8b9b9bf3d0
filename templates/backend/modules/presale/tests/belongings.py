from collections.abc import Mapping
from typing import Any

from tests.belongings import Belongings, Owned, Shop
from tests.catalog.factory import spu
from tests.presale.factory import activity, pay, try_book
from tests.types import Person


async def belongings(shop: Shop) -> Belongings:
    """A booking with its deposit paid, and one without."""
    shop.configure("activity", accounts_per_phone=0, accounts_per_address=0)
    made = await spu(shop.database)
    activity_id = await activity(shop.database, made.sku_id)
    booked, waiting = [
        (await try_book(shop.owner, activity_id=activity_id)).raise_for_status().json()["id"] for _ in range(2)
    ]
    await pay(shop.owner, shop.wechat, shop.drain_jobs, f"/presales/{booked}")

    async def the_goods(_person: Person) -> Mapping[str, Any]:
        return {"items": [{"sku_id": made.sku_id, "quantity": 1}]}

    return Belongings(
        own={
            "/presales": [Owned(waiting), Owned(booked)],
            "inputs.presale": [Owned({"sku_id": made.sku_id, "booking_id": booked}, the_goods)],
        },
        common={"/presale-activities/spus": made.id, "activity_id": activity_id},
    )
