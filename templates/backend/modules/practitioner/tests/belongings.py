from tests.belongings import Belongings, Shop
from tests.practitioner.factory import doctor


async def belongings(shop: Shop) -> Belongings:
    """Doctors are there for everybody."""
    return Belongings(common={"/practitioners": await doctor(shop.database, "chen")})
