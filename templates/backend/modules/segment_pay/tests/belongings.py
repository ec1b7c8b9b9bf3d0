from tests.belongings import Belongings, Shop


async def belongings(shop: Shop) -> Belongings:
    """Prices are everybody's, and nobody chooses what is taken off them."""
    del shop
    return Belongings(common={"inputs.segment_pay": None})
