from tests.belongings import Belongings, Shop
from tests.catalog.factory import spu


async def belongings(shop: Shop) -> Belongings:
    """Products are everybody's."""
    made = await spu(shop.database)
    ids = {"spu_id": made.id, "sku_id": made.sku_id, "category_id": made.category_id}
    return Belongings(common={"/spus": made.id, **ids})
