from tests.belongings import Belongings, Shop
from tests.traceability.batches import EVERYTHING, published


async def belongings(shop: Shop) -> Belongings:
    """Batches are the business's own; what is public of them is everybody's who has the code."""
    shop.configure("traceability", labels=24)
    code = await published(await shop.as_staff(EVERYTHING), "LEAK-1")
    return Belongings(common={"/traces": code, "sku_id": 1})
