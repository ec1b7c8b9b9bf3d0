"""What other modules may use of the stock beside its port: pieces that something else has counted."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.inventory.ledger import Cause, move
from app.modules.inventory.models import StockRow

__all__ = ["Level", "Moved", "levels", "move_counted"]


@dataclass(frozen=True)
class Level:
    """Of an SKU in the warehouse: `low` when there is no more than what it is ordered at."""

    available: int
    low_at: int

    @property
    def low(self) -> bool:
        return self.available <= self.low_at


@dataclass(frozen=True)
class Moved:
    before: Level
    after: Level

    @property
    def pieces(self) -> int:
        """What really came or went: what is not there, or is held for somebody, does not go."""
        return self.after.available - self.before.available


async def levels(session: AsyncSession, sku_ids: Collection[int]) -> dict[int, Level]:
    """Of those that are counted."""
    rows = await session.execute(
        sa.select(StockRow.sku_id, StockRow.available, StockRow.low_at).where(StockRow.sku_id.in_(sorted(sku_ids)))
    )
    return {sku_id: Level(available, low_at) for sku_id, available, low_at in rows}


async def move_counted(session: AsyncSession, sku_id: int, change: int, *, by: tuple[str, int]) -> Moved | None:
    """Pieces came (positive) or went, as `by` ("shelf_slot", 5) has counted: as many go as can be sold, and no more.

    None for an SKU whose stock nobody keeps. Until the transaction ends, nobody else moves it; whoever moves several
    goes by their ids.
    """
    row = await session.get(StockRow, sku_id, with_for_update=True, populate_existing=True)
    if row is None:
        return None
    before = Level(row.available, row.low_at)
    pieces = max(change, -before.available)
    if pieces and not await move(session, sku_id, Cause("sensed", *by), available=pieces):
        raise RuntimeError(f"SKU {sku_id} was moved while it was held")
    return Moved(before, Level(before.available + pieces, before.low_at))
