"""The same facts, delivered to several processes at once."""

import random

from app.contracts.order import OrderCompleted, OrderedLine, OrderRefunded
from app.core.database import Database
from app.modules.member_tier import orders
from tests.catalog.factory import spu
from tests.member_tier.book import check_books, grown
from tests.order.factory import place
from tests.racing import race
from tests.types import AsUser

PROCESSES, ORDERS, PAYABLE_FEN = 4, 8, 10_000


async def deliver(database: Database, user_id: int, order_id: int) -> None:
    """That the order is done, and for one with an odd id that all its money went back."""
    lines = (OrderedLine(1, 1, 1, PAYABLE_FEN),)
    async with database.begin() as session:
        await orders.completed(session, OrderCompleted(order_id, f"N{order_id}", user_id, PAYABLE_FEN, lines))
    if order_id % 2:
        refund = OrderRefunded(order_id, f"N{order_id}", user_id, PAYABLE_FEN, lines, PAYABLE_FEN)
        async with database.begin() as session:
            await orders.refunded(session, refund)


async def test_grown_and_taken_back_once(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    sku_id = (await spu(database)).sku_id
    order_ids = [(await place(person, sku_id))["id"] for _ in range(ORDERS)]
    calls = [(person.id, order_id) for order_id in order_ids]
    await race(database, deliver, [random.sample(calls, ORDERS) for _ in range(PROCESSES)])
    kept = sum(1 for order_id in order_ids if order_id % 2 == 0)
    assert await grown(database, person) == kept * 100
    await check_books(database)
