"""The only place where stock changes: a conditional update and its line in the ledger, both or neither."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import SYSTEM, Actor
from app.modules.inventory.models import Move, StockRow


@dataclass(frozen=True)
class Cause:
    """Why stock moves: for a subject ("order", 17), or because of what `actor` writes in `note`."""

    reason: str
    subject: str | None = None
    subject_id: int | None = None
    actor: Actor = SYSTEM
    note: str = ""


async def move(session: AsyncSession, sku_id: int, cause: Cause, *, available: int = 0, reserved: int = 0) -> bool:
    """Add to the two counts of a SKU. False, and nothing is changed, when one of them would fall below zero."""
    after = (
        await session.execute(
            sa.update(StockRow)
            .where(StockRow.sku_id == sku_id, StockRow.available + available >= 0, StockRow.reserved + reserved >= 0)
            .values(available=StockRow.available + available, reserved=StockRow.reserved + reserved)
            .returning(StockRow.available, StockRow.reserved),
            execution_options={"synchronize_session": False},
        )
    ).one_or_none()
    if after is None:
        return False
    session.add(
        Move(
            sku_id=sku_id,
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
