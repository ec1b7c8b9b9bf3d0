from app.modules.supplier.api import supplier_of
from tests.belongings import Belongings, Owned, Shop
from tests.purchase_order.ordered import EVERYTHING, MINE, STAFF, placed, reports


async def belongings(shop: Shop) -> Belongings:
    """An order with the owner's supplier, of which it has reported something."""
    boss = await shop.as_staff(EVERYTHING)
    async with shop.database.read() as session:
        mine = await supplier_of(session, shop.owner.id)
    assert mine is not None
    first, second = [await placed(boss, mine, title="物主的订单") for _ in range(2)]
    reported = (await reports(shop.owner, second, "confirmed")).raise_for_status().json()["id"]
    return Belongings(
        own={MINE: [Owned(first), Owned(second)], "/supplier/milestones": [Owned(reported)]},
        common={STAFF: first},
        marks=["物主的订单"],
    )
