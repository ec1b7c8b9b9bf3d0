from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import Actor
from app.modules.aftersale.models import AftersaleHistory


async def note(session: AsyncSession, aftersale_id: int, status: str, actor: Actor, text: str = "") -> None:
    """Add a line to the case's history, in the transaction of what it tells."""
    row = AftersaleHistory(aftersale_id=aftersale_id, status=status, at=clock.now(), actor=str(actor), note=text[:200])
    session.add(row)
    await session.flush()


async def of(session: AsyncSession, aftersale_id: int) -> Sequence[AftersaleHistory]:
    mine = sa.select(AftersaleHistory).where(AftersaleHistory.aftersale_id == aftersale_id)
    return (await session.scalars(mine.order_by(AftersaleHistory.id))).all()
