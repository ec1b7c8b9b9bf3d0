"""Everybody wants the last pieces at the same second, and the shop has several processes."""

from collections import Counter

import sqlalchemy as sa

from app.contracts.pricing import PriceLine, Quote
from app.core import clock
from app.core.database import Database
from app.core.errors import AppError
from app.modules.flash_sale.models import FlashSaleItem, FlashSaleShare, FlashSaleTake
from app.modules.flash_sale.step import FlashSaleStep
from app.modules.order.models import Order
from tests.catalog.factory import spu
from tests.flash_sale.factory import sale
from tests.racing import race
from tests.types import AsUser

step = FlashSaleStep()
PROCESSES, CUSTOMERS, ORDERS_EACH, PIECES, LIMIT = 4, 30, 4, 20, 2


async def orders(database: Database, user_ids: list[int]) -> list[int]:
    """Ids of bare orders, `ORDERS_EACH` for each customer."""
    async with database.begin() as session:
        rows = [
            Order(
                order_no=f"R{user_id}-{number}", user_id=user_id, status="pending_payment", open_slot=number,
                goods_fen=6800, discount_fen=0, freight_fen=0, payable_fen=6800, created_at=clock.now(),
            )
            for number in range(1, ORDERS_EACH + 1)
            for user_id in user_ids
        ]  # fmt: skip
        session.add_all(rows)
        await session.flush()
        return [row.id for row in rows]


async def buy(database: Database, sku_id: int, order_id: int) -> int | None:
    """Locks the sale's price for the order, whose id it is if it keeps it; every third is given back, twice over."""
    try:
        async with database.begin() as session:
            user_id = (await session.get_one(Order, order_id)).user_id
            quote = await step.apply(session, Quote(user_id, (PriceLine(sku_id, 1, 1, 6800),)))
            if not quote.lines[0].in_activity:
                return None
            await step.lock(session, order_id, quote)
    except AppError:
        return None
    if order_id % 3:
        return order_id
    for _ in range(2):
        async with database.begin() as session:
            await step.release(session, order_id)
    return None


async def test_never_more_than_there_are(database: Database, as_user: AsUser) -> None:
    made = await spu(database)
    await sale(database, made.sku_id, stock=PIECES, per_user_limit=LIMIT)
    order_ids = await orders(database, [(await as_user(f"顾客{number}")).id for number in range(CUSTOMERS)])
    bought = await race(
        database, buy, [[(made.sku_id, order_id) for order_id in order_ids[n::PROCESSES]] for n in range(PROCESSES)]
    )
    kept = {order_id for order_id in bought if order_id}
    async with database.read() as session:
        item = (await session.scalars(sa.select(FlashSaleItem))).one()
        takes = (await session.scalars(sa.select(FlashSaleTake).where(FlashSaleTake.status == "held"))).all()
        shares = dict((await session.execute(sa.select(FlashSaleShare.user_id, FlashSaleShare.pieces))).all())
    assert {take.order_id for take in takes} == kept
    assert item.taken == len(kept) <= PIECES
    assert len(kept) > PIECES // 2
    by_customer = Counter(take.user_id for take in takes)
    assert max(by_customer.values()) <= LIMIT
    assert {user_id: pieces for user_id, pieces in shares.items() if pieces} == by_customer
