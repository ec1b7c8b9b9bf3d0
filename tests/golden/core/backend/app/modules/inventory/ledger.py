"""The only place where stock changes: a conditional update and its line in the ledger, both or neither."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import SYSTEM, Actor
from app.modules.inventory.models import LocalStock, Move, StockRow


@dataclass(frozen=True)
class Cause:
    """Why stock moves: for a subject ("order", 17), or because of what `actor` writes in `note`."""

    reason: str
    subject: str | None = None
    subject_id: int | None = None
    actor: Actor = SYSTEM
    note: str = ""
    location_id: int | None = None
    """Where: None in the warehouse."""


async def move(session: AsyncSession, sku_id: int, cause: Cause, *, available: int = 0, reserved: int = 0) -> bool:
    """Add to the two counts of a SKU where the cause says.

    False, and nothing is changed, when one of them would fall below zero.
    """
    kind = StockRow if cause.location_id is None else LocalStock
    counted = (kind.sku_id == sku_id, kind.available + available >= 0, kind.reserved + reserved >= 0)
    here = () if cause.location_id is None else (LocalStock.location_id == cause.location_id,)
    after = (
        await session.execute(
            sa.update(kind)
            .where(*counted, *here)
            .values(available=kind.available + available, reserved=kind.reserved + reserved)
            .returning(kind.available, kind.reserved),
            execution_options={"synchronize_session": False},
        )
    ).one_or_none()
    if after is None:
        return False
    session.add(
        Move(
            sku_id=sku_id,
            location_id=cause.location_id,
            at=clock.now(),
            reason=cause.reason,
            subject=cause.subject,
            subject_id=cause.subject_id,
            actor=str(cause.actor),
            note=cause.note,
            available_before=after.available - available,
            available_after=after.available,
            reserved_before=after.reserved - reserved,
            reserved_after=after.reserved,
        )
    )
    return True
