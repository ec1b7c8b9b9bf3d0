from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import Actor
from app.modules.order.models import OrderHistory


async def note(session: AsyncSession, order_id: int, status: str, actor: Actor, text: str = "") -> None:
    """Add a line to the order's history, in the transaction of what it tells."""
    session.add(OrderHistory(order_id=order_id, status=status, at=clock.now(), actor=str(actor), note=text))
    await session.flush()


async def of(session: AsyncSession, order_id: int) -> Sequence[OrderHistory]:
    rows = await session.scalars(
        sa.select(OrderHistory).where(OrderHistory.order_id == order_id).order_by(OrderHistory.id)
    )
    return rows.all()
