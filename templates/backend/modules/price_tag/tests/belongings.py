from tests.belongings import Belongings, Shop
from tests.catalog.factory import spu
from tests.price_tag.tags import TAGS, TAGS_URL, TYPES, bound, esl


async def belongings(shop: Shop) -> Belongings:
    """Tags are the shop's, and so its staff's."""
    shop.configure("device", types=TYPES)
    shop.configure("price_tag", tags=TAGS)
    device = await esl(shop.database, code="esl-9")
    return Belongings(common={TAGS_URL: await bound(shop.database, device, (await spu(shop.database)).sku_id)})
