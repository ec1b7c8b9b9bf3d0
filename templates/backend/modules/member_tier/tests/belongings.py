from tests.belongings import Belongings, Shop
from tests.member_tier.book import grow


async def belongings(shop: Shop) -> Belongings:
    """A member who has grown; nobody chooses his tier."""
    await grow(shop.database, shop.owner, 7)
    return Belongings(common={"inputs.member_price": None, "tiers": None})
