from tests.belongings import Belongings, Owned, Shop
from tests.payment.things import THINGS


async def belongings(shop: Shop) -> Belongings:
    """Something to pay for, whatever else this shop collects for."""
    return Belongings(own={"/things": [Owned(THINGS.new(shop.owner.id).id)]})
