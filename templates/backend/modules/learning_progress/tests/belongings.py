from tests.belongings import Belongings, Shop


async def belongings(shop: Shop) -> Belongings:
    """Lessons are everybody's who may see them; how far one has come is asked for by the lesson, and is one's own."""
    del shop
    return Belongings()
