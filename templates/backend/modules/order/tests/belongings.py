from app.contracts.pricing import PRICE_STEPS
from tests.belongings import Belongings, Owned, Shop
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.order.factory import ADDRESS, wish

ONLY_HIS = {"name": "收货物主", "phone": "13987650003", "detail": "独二路 7 号 8 幢 9 室"}


async def belongings(shop: Shop) -> Belongings:
    """An order that waits to be paid. What customers choose for its price is known to the steps of the price."""
    shop.configure("order", payment_timeout="30m", max_open_orders=100, max_lines=50, address="required")
    shop.configure("inventory", uncounted="unlimited")
    client = shop.owner.client
    home = (
        (await client.post("/me/addresses", json={**ADDRESS, **ONLY_HIS}, headers=new_key())).raise_for_status().json()
    )
    body = {**await wish(shop.owner, (await spu(shop.database)).sku_id), "address_id": home["id"]}
    order = (await client.post("/orders", json=body, headers=new_key())).raise_for_status().json()
    return Belongings(
        own={"/orders": [Owned(order["id"])]},
        inside={"inputs": [step.name for step in PRICE_STEPS.all()]},
        marks=[order["order_no"], *ONLY_HIS.values()],
    )
