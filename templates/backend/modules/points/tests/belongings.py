from tests.belongings import Belongings, Shop
from tests.points.book import give


async def belongings(shop: Shop) -> Belongings:
    """Points; what is spent on an order is a number of them."""
    await give(shop.database, shop.owner, 77)
    return Belongings(common={"inputs.points": 1})
