from tests.belongings import Belongings, Shop
from tests.catalog.factory import spu
from tests.smart_shelf.shelves import SLOTS, TYPES, WEIGHTS, shelf, slot


async def belongings(shop: Shop) -> Belongings:
    """Slots are the shop's, and so its staff's."""
    shop.configure("device", types=TYPES)
    shop.configure("smart_shelf", weights=WEIGHTS)
    device = await shelf(shop.database, "shelf-9")
    sku_id = (await spu(shop.database)).sku_id
    return Belongings(common={SLOTS: await slot(shop.database, device, sku_id)})
