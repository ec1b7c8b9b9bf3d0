from tests.belongings import Belongings, Owned, Shop
from tests.survey.completed import answered, completed


async def belongings(shop: Shop) -> Belongings:
    """A completed order to ask about, and what was said of another."""
    shop.configure("survey", window="14d")
    await answered(shop.database, shop.owner, 3, "只给店家看的意见")
    return Belongings(own={"/orders": [Owned(await completed(shop.database, shop.owner))]}, marks=["只给店家看的意见"])
