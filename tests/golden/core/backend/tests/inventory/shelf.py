"""Stock for tests, and a look at what became of it."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.core.context import Actor
from app.core.database import Database
from app.modules.inventory import service
from app.modules.inventory.models import Move, Reservation, StockRow
from app.modules.inventory.schemas import AdjustIn
from tests.catalog.factory import Made, spu

KEEPER = Actor("staff", 1)


async def put_in(database: Database, sku_id: int, pieces: int) -> None:
    async with database.begin() as session:
        await service.adjust(session, KEEPER, sku_id, AdjustIn(change=pieces, reason="received"))


async def stocked(database: Database, *pieces: int) -> Made:
    """A product with an SKU for each number, that many pieces on the shelf."""
    made = await spu(database, specs={"规格": [f"{size}g" for size, _ in enumerate(pieces, start=1)]})
    for sku_id, number in zip(made.sku_ids, pieces, strict=True):
        await put_in(database, sku_id, number)
    return made


async def counts(database: Database, sku_id: int) -> tuple[int, int]:
    """(available, reserved)"""
    async with database.read() as session:
        row = await session.get_one(StockRow, sku_id)
        return row.available, row.reserved


async def ledger(database: Database, sku_id: int) -> Sequence[Move]:
    async with database.read() as session:
        return (await session.scalars(sa.select(Move).where(Move.sku_id == sku_id).order_by(Move.id))).all()


async def check_books(database: Database, sku_id: int) -> None:
    """The ledger leads without a gap from nothing to the stock row, and the reservations say the same."""
    available = reserved = 0
    for move in await ledger(database, sku_id):
        assert (move.available_before, move.reserved_before) == (available, reserved)
        available, reserved = move.available_after, move.reserved_after
    assert (available, reserved) == await counts(database, sku_id)
    async with database.read() as session:
        statement = sa.select(sa.func.coalesce(sa.func.sum(Reservation.quantity), 0))
        held = statement.where(Reservation.sku_id == sku_id, Reservation.state == "reserved")
        assert await session.scalar(held) == reserved
