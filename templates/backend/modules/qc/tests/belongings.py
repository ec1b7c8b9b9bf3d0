from tests.belongings import Belongings, Shop
from tests.qc.inspections import PLANS


async def belongings(shop: Shop) -> Belongings:
    """Inspections are the business's own."""
    shop.configure("qc", plans=PLANS)
    return Belongings(common={"batch_id": 1})
