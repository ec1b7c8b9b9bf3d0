"""When customers order."""

from datetime import timedelta

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.order import moves
from app.modules.order.api import LastOrder, has_ordered_since, last_orders, placed_at
from tests.catalog.factory import spu
from tests.order.factory import place
from tests.types import AsUser, Hand

SPAN = timedelta(days=1)


async def test_the_last_that_was_paid_and_any_that_was_placed(
    as_user: AsUser, database: Database, clock_hand: Hand
) -> None:
    person, other = await as_user(consents=("address",)), await as_user("小红", consents=("address",))
    sku_id = (await spu(database)).sku_id
    begin = clock_hand.time
    for _ in range(2):
        clock_hand.advance(days=1)
        paid = await place(person, sku_id)
        async with database.begin() as session:
            await moves.pay(session, paid["id"], SYSTEM)
    paid_at = clock_hand.time
    clock_hand.advance(days=1)
    placed = await place(person, sku_id)
    await place(other, sku_id)
    async with database.read() as session:
        assert await last_orders(session, begin, paid_at + SPAN) == [LastOrder(person.id, paid["id"], paid_at)]
        assert await last_orders(session, begin, paid_at) == []
        assert await last_orders(session, paid_at + SPAN, paid_at + 2 * SPAN) == []
        assert await has_ordered_since(session, person.id, clock_hand.time)
        assert not await has_ordered_since(session, person.id, clock_hand.time + SPAN)
        assert await placed_at(session, placed["id"]) == clock_hand.time
        assert await placed_at(session, placed["id"] + 100) is None
