from tests.belongings import Belongings, Shop
from tests.maintenance_plan.plans import BASE, METER, plan
from tests.work_order.workshop import RULES


async def belongings(shop: Shop) -> Belongings:
    """Plans are the business's own."""
    shop.configure("work_order", **RULES)
    return Belongings(common={BASE: await plan(shop.database, **METER)})
