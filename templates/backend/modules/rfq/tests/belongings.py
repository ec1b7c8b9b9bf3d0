from app.modules.supplier.api import supplier_of
from tests.belongings import Belongings, Owned, Shop
from tests.rfq.asked import EVERYTHING, MINE, STAFF, offer, opened
from tests.types import Person


async def belongings(shop: Shop) -> Belongings:
    """A request that only the owner's supplier is invited to."""
    boss = await shop.as_staff(EVERYTHING)
    async with shop.database.read() as session:
        mine = await supplier_of(session, shop.owner.id)
    assert mine is not None
    rfq_id = await opened(boss, mine, title="只给物主的询价")
    quote = await offer(shop.owner, rfq_id)

    async def around(person: Person) -> dict[str, object]:
        del person
        return quote

    return Belongings(
        own={MINE: [Owned(rfq_id, around=around)]},
        common={STAFF: rfq_id, "line_id": quote["lines"][0]["line_id"], "supplier_ids": mine},
        marks=["只给物主的询价"],
    )
