from tests.belongings import Belongings, Owned, Shop
from tests.work_order.workshop import BASE, EVERYTHING, RULES, acts, made_ready, reported, request_id_of


async def belongings(shop: Shop) -> Belongings:
    """A report that is repaired and waits for whoever has its code; orders are the business's own."""
    shop.configure("work_order", **RULES)
    boss = await shop.as_staff(EVERYTHING)
    said = await reported(shop.owner.client, pictures=1)
    url = f"/staff/repair-requests/{await request_id_of(boss, said)}"
    order_id = (await boss.client.post(f"{url}/approve", json={})).raise_for_status().json()["order_id"]
    for action in ("take", "start"):
        (await acts(boss, order_id, action)).raise_for_status()
    await made_ready(boss, order_id)
    (await acts(boss, order_id, "complete", result="换了油封")).raise_for_status()
    return Belongings(
        own={"/repair-requests": [Owned(said["code"])]},
        shared=["/repair-requests"],
        common={BASE: order_id, "assignee_id": boss.id, "sku_id": 1},
    )
