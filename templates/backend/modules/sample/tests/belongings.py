from app.modules.supplier.api import supplier_of
from tests.belongings import Belongings, Owned, Shop
from tests.rfq.asked import opened
from tests.sample.sent import EVERYTHING, MINE, STAFF, asked, failed


async def belongings(shop: Shop) -> Belongings:
    """One that was asked for, and one that failed."""
    boss = await shop.as_staff(*EVERYTHING)
    async with shop.database.read() as session:
        mine = await supplier_of(session, shop.owner.id)
    assert mine is not None
    rfq_id = await opened(boss, mine)
    first, second = [await asked(boss, rfq_id, mine, item="物主的样品") for _ in range(2)]
    await failed(boss, shop.owner, second)
    return Belongings(
        own={MINE: [Owned(first), Owned(second)]},
        common={STAFF: first, "rfq_id": rfq_id},
        marks=["物主的样品"],
    )
