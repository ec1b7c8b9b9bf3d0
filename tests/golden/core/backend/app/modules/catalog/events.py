"""What the catalogue learns from others."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.order import OrderPaid
from app.modules.catalog.models import Spu


async def count_sold(session: AsyncSession, event: OrderPaid) -> None:
    pieces: dict[int, int] = {}
    for line in event.lines:
        pieces[line.spu_id] = pieces.get(line.spu_id, 0) + line.quantity
    for spu_id, quantity in sorted(pieces.items()):
        await session.execute(sa.update(Spu).where(Spu.id == spu_id).values(sold_count=Spu.sold_count + quantity))
