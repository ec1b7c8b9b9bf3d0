"""What staff do with stock."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit
from app.core.context import Actor
from app.core.database import changed, upsert
from app.core.pagination import Page, PageQuery, paginate
from app.modules.catalog.api import SkuNotFound, skus_by_id, skus_on_sale
from app.modules.inventory.errors import SkuNotCounted, StockTooLow
from app.modules.inventory.ledger import Cause, move
from app.modules.inventory.models import Move, StockRow
from app.modules.inventory.schemas import AdjustIn, MoveOut, StockOut
from app.modules.inventory.settings import InventorySettings


async def start_counting(session: AsyncSession, sku_id: int) -> None:
    """From now on the SKU is counted, if it was not before, starting at nothing."""
    row = {"sku_id": sku_id, "available": 0, "reserved": 0, "low_at": InventorySettings.load().low_at}
    await session.execute(upsert(session, StockRow).values(row).on_conflict_do_nothing())


async def adjust(session: AsyncSession, actor: Actor, sku_id: int, body: AdjustIn) -> StockOut:
    """Add pieces or take them away. Raises SkuNotFound, and StockTooLow when more are taken than are available."""
    if not await skus_by_id(session, [sku_id]):
        raise SkuNotFound
    await start_counting(session, sku_id)
    cause = Cause(body.reason, actor=actor, note=body.note)
    if not await move(session, sku_id, cause, available=body.change):
        row = await session.get_one(StockRow, sku_id, populate_existing=True)
        raise StockTooLow(available=row.available)
    await audit.record(
        session, actor, "stock.adjust", "sku", sku_id, change=body.change, reason=body.reason, note=body.note
    )
    return await one(session, sku_id)


async def set_low_at(session: AsyncSession, actor: Actor, sku_id: int, low_at: int) -> StockOut:
    """Raises SkuNotCounted."""
    if not await changed(session, sa.update(StockRow).where(StockRow.sku_id == sku_id).values(low_at=low_at)):
        raise SkuNotCounted
    await audit.record(session, actor, "stock.low_at", "sku", sku_id, low_at=low_at)
    return await one(session, sku_id)


async def one(session: AsyncSession, sku_id: int) -> StockOut:
    """Raises SkuNotCounted."""
    row = await session.get(StockRow, sku_id, populate_existing=True)
    if row is None:
        raise SkuNotCounted
    return (await _described(session, [row]))[0]


def is_low() -> sa.ColumnElement[bool]:
    """Of what is on sale. Whether it is, is asked of the few that have run low, not first of all that is on sale."""
    on_sale = skus_on_sale().subquery()
    this = sa.select(on_sale.c.id).where(on_sale.c.id == StockRow.sku_id).scalar_subquery()
    return sa.and_(StockRow.available <= StockRow.low_at, this.is_not(None))


async def low(session: AsyncSession, page: PageQuery) -> Page[StockOut]:
    """What is on sale and has run low, the scarcest first. Raises CursorInvalid."""
    statement = sa.select(StockRow).where(is_low())
    rows, cursor = await paginate(session, statement, page, key=(StockRow.available, StockRow.sku_id), descending=False)
    return Page(items=await _described(session, rows), next_cursor=cursor)


async def moves(session: AsyncSession, sku_id: int, page: PageQuery) -> Page[MoveOut]:
    """The SKU's ledger, the latest first. Raises SkuNotCounted, CursorInvalid."""
    await one(session, sku_id)
    rows, cursor = await paginate(session, sa.select(Move).where(Move.sku_id == sku_id), page, key=(Move.id,))
    return Page(items=[MoveOut.model_validate(row, from_attributes=True) for row in rows], next_cursor=cursor)


async def _described(session: AsyncSession, rows: Sequence[StockRow]) -> list[StockOut]:
    skus = await skus_by_id(session, [row.sku_id for row in rows])
    return [
        StockOut(
            sku_id=row.sku_id,
            code=skus[row.sku_id].code,
            name=skus[row.sku_id].name,
            specs_text=skus[row.sku_id].specs_text,
            available=row.available,
            reserved=row.reserved,
            low_at=row.low_at,
        )
        for row in rows
    ]
