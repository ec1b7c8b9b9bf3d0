"""Stock at places beside the warehouse: a store's shelf. Without a module that keeps places there are none."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.stock import LOCATIONS, OnlyTheWarehouse, within_reach
from app.core import audit
from app.core.context import Actor
from app.core.database import upsert
from app.core.staff import Staff
from app.core.staff.principal import Forbidden
from app.modules.catalog.api import SkuNotFound, skus_by_id
from app.modules.inventory.errors import LocationNotFound, StockTooLow
from app.modules.inventory.ledger import Cause, move
from app.modules.inventory.models import LocalStock, StockRow
from app.modules.inventory.schemas import LocalAdjustIn, LocalStockOut, TransferIn
from app.modules.inventory.service import start_counting

WAREHOUSE = "总仓"


async def names(session: AsyncSession) -> dict[int, str]:
    return await LOCATIONS.one(OnlyTheWarehouse()).names(session)


async def check_reach(session: AsyncSession, staff: Staff, permission: str, *location_ids: int | None) -> None:
    """Raises Forbidden when the permission does not go to one of them."""
    reach = await within_reach(session, staff, permission)
    if reach is not None and not reach.issuperset(location_ids):
        raise Forbidden(permission=permission)


async def of_sku(session: AsyncSession, sku_id: int, reach: Collection[int] | None) -> list[LocalStockOut]:
    """The warehouse and every place within reach, those where nothing lies included. Raises SkuNotFound."""
    if not await skus_by_id(session, [sku_id]):
        raise SkuNotFound
    rows: Sequence[LocalStock] = (
        await session.scalars(
            sa.select(LocalStock).where(LocalStock.sku_id == sku_id), execution_options={"populate_existing": True}
        )
    ).all()
    here = {row.location_id: (row.available, row.reserved) for row in rows}
    main = await session.get(StockRow, sku_id, populate_existing=True)
    listed = [
        LocalStockOut(location_id=place, name=name, available=counts[0], reserved=counts[1])
        for place, name in (await names(session)).items()
        if (reach is None or place in reach) and (counts := here.get(place, (0, 0)))
    ]
    if reach is None:
        counts = (main.available, main.reserved) if main else (0, 0)
        listed.insert(0, LocalStockOut(location_id=None, name=WAREHOUSE, available=counts[0], reserved=counts[1]))
    return listed


async def adjust(session: AsyncSession, actor: Actor, sku_id: int, body: LocalAdjustIn) -> None:
    """Add pieces at a place or take them away. Raises SkuNotFound, LocationNotFound, StockTooLow."""
    await _shelf(session, sku_id, body.location_id)
    cause = Cause(body.reason, actor=actor, note=body.note, location_id=body.location_id)
    if not await move(session, sku_id, cause, available=body.change):
        raise StockTooLow(available=await _available(session, sku_id, body.location_id))
    details = {"location_id": body.location_id, "change": body.change, "reason": body.reason, "note": body.note}
    await audit.record(session, actor, "stock.adjust", "sku", sku_id, **details)


async def transfer(session: AsyncSession, actor: Actor, sku_id: int, body: TransferIn) -> None:
    """Bring pieces from one place to another; the ledger has a line for each.

    Raises SkuNotFound, LocationNotFound, StockTooLow.
    """
    for place in (body.source_id, body.target_id):
        await _shelf(session, sku_id, place)
    taken = Cause("transferred", actor=actor, note=body.note, location_id=body.source_id)
    given = Cause("transferred", actor=actor, note=body.note, location_id=body.target_id)
    # In one order whichever way they go, so that two transfers never wait for each other.
    moves = sorted(((taken, -body.pieces), (given, body.pieces)), key=lambda one: one[0].location_id or 0)
    for cause, pieces in moves:
        if not await move(session, sku_id, cause, available=pieces):
            raise StockTooLow(available=await _available(session, sku_id, body.source_id))
    details = {"source_id": body.source_id, "target_id": body.target_id, "change": body.pieces, "note": body.note}
    await audit.record(session, actor, "stock.transfer", "sku", sku_id, **details)


async def _shelf(session: AsyncSession, sku_id: int, location_id: int | None) -> None:
    """A row to count in, whether or not there was one. Raises SkuNotFound, LocationNotFound."""
    if not await skus_by_id(session, [sku_id]):
        raise SkuNotFound
    await start_counting(session, sku_id)
    if location_id is None:
        return
    if location_id not in await names(session):
        raise LocationNotFound
    row = {"sku_id": sku_id, "location_id": location_id, "available": 0, "reserved": 0}
    await session.execute(upsert(session, LocalStock).values(row).on_conflict_do_nothing())


async def _available(session: AsyncSession, sku_id: int, location_id: int | None) -> int:
    here = sa.select(StockRow.available).where(StockRow.sku_id == sku_id)
    if location_id is not None:
        mine = sa.and_(LocalStock.sku_id == sku_id, LocalStock.location_id == location_id)
        here = sa.select(LocalStock.available).where(mine)
    return await session.scalar(here) or 0
