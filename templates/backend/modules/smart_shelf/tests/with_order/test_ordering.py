"""Whatever becomes of a shelf, customers order as ever."""

from app.core.database import Database
from app.modules.device import presence
from tests.device.machines import counts as wrongs
from tests.device.machines import status
from tests.inventory.shelf import check_books, counts, stocked
from tests.order.factory import place
from tests.smart_shelf.shelves import grams, row, shelf, slot, tells
from tests.types import AsUser, Hand


async def test_with_a_broken_shelf_and_without_one(database: Database, as_user: AsUser, clock_hand: Hand) -> None:
    sku_id, device = (await stocked(database, 10)).sku_id, await shelf(database)
    slot_id, person = await slot(database, device, sku_id), await as_user(consents=("address",))
    await tells(database, device, left=grams(10))
    for nonsense in ("heavy", 1e300, -999_999, True, grams(3.5)):
        clock_hand.advance(seconds=10)
        await tells(database, device, left=nonsense)
    assert await wrongs(database, device.id) == {"wrong_type": 2, "out_of_range": 1}
    assert ((await row(database, slot_id)).uncertain, (await row(database, slot_id)).pieces) == (2, 10)
    await place(person, sku_id, quantity=2)
    assert await counts(database, sku_id) == (8, 2)
    clock_hand.advance(minutes=10)
    async with database.begin() as session:
        await presence.sweep(session, {})
    assert await status(database, device.id) == "offline"
    await place(person, sku_id, quantity=3)
    assert await counts(database, sku_id) == (5, 5)
    await check_books(database, sku_id)
