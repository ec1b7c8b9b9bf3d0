from tests.belongings import Belongings, Owned, Shop
from tests.catalog.factory import spu
from tests.group_buy.factory import activity, opening, order, pay


async def belongings(shop: Shop) -> Belongings:
    """A group that waits for friends: they come with its code."""
    shop.configure("activity", accounts_per_phone=0, accounts_per_address=0)
    made = await spu(shop.database)
    activity_id = await activity(shop.database, made.sku_id)
    order_id = await order(shop.owner, made.sku_id, opening(made.sku_id, activity_id))
    await pay(shop.database, order_id)
    await shop.drain_jobs()
    seen = (await shop.owner.client.get(f"/groups/of-order/{order_id}")).raise_for_status().json()
    return Belongings(
        own={"/groups/of-order": [Owned(order_id)], "/groups": [Owned(seen["code"])]},
        shared=["/groups"],
        common={"/group-buys/spus": made.id, "activity_id": activity_id, "inputs.group_buy": None},
    )
