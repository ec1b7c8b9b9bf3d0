from tests.belongings import Belongings, Shop
from tests.work_order.workshop import EVERYTHING, RULES, completed, reported, request_id_of


async def belongings(shop: Shop) -> Belongings:
    """A report that is repaired and waits for whoever has its code; customers have no orders."""
    shop.configure("work_order", **RULES)
    boss = await shop.as_staff(EVERYTHING)
    said = await reported(shop.owner.client)
    url = f"/staff/repair-requests/{await request_id_of(boss, said)}/approve"
    order_id = (await boss.client.post(url, json={})).raise_for_status().json()["order_id"]
    for action in ("take", "start"):
        (await boss.client.post(f"/staff/work-orders/{order_id}/{action}")).raise_for_status()
    return Belongings()
