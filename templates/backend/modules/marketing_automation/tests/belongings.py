from tests.belongings import Belongings, Shop


async def belongings(shop: Shop) -> Belongings:
    """A birthday."""
    (await shop.owner.client.put("/me/birthday", json={"month": 2, "day": 29})).raise_for_status()
    return Belongings()
