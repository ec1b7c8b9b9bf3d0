from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import Actor
from app.modules.work_order.models import WorkHistory


async def note(session: AsyncSession, order_id: int, action: str, status: str, actor: Actor, *, text: str = "") -> None:
    """Add a line to the order's history, in the transaction of what it tells."""
    session.add(
        WorkHistory(order_id=order_id, action=action, status=status, at=clock.now(), actor=str(actor), note=text[:200])
    )
    await session.flush()


async def of(session: AsyncSession, order_id: int) -> Sequence[WorkHistory]:
    mine = sa.select(WorkHistory).where(WorkHistory.order_id == order_id)
    return (await session.scalars(mine.order_by(WorkHistory.id))).all()
