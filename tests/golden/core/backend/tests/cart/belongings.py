from tests.belongings import Belongings, Owned, Shop
from tests.catalog.factory import spu
from tests.keys import new_key


async def belongings(shop: Shop) -> Belongings:
    shop.configure("inventory", uncounted="unlimited")
    line = {"sku_id": (await spu(shop.database)).sku_id, "quantity": 1}
    added = (await shop.owner.client.post("/cart/items", json=line, headers=new_key())).raise_for_status().json()
    return Belongings(own={"/cart/items": [Owned(added["items"][0]["id"])]})
