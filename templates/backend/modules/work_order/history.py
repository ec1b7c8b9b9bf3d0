from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import Actor
from app.modules.work_order.models import History


async def note(session: AsyncSession, order_id: int, action: str, status: str, actor: Actor, *, text: str = "") -> None:
    """Add a line to the order's history, in the transaction of what it tells."""
    session.add(
        History(order_id=order_id, action=action, status=status, at=clock.now(), actor=str(actor), note=text[:200])
    )
    await session.flush()


async def of(session: AsyncSession, order_id: int) -> Sequence[History]:
    mine = sa.select(History).where(History.order_id == order_id)
    return (await session.scalars(mine.order_by(History.id))).all()
