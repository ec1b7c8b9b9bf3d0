import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.order import OrderPaid
from app.core.database import changed
from app.modules.flash_sale.models import FlashSaleTake
from app.modules.flash_sale.states import HELD, SOLD


async def count_sold(session: AsyncSession, event: OrderPaid) -> None:
    """What the order held is sold."""
    held = sa.and_(FlashSaleTake.order_id == event.order_id, FlashSaleTake.status == HELD)
    await changed(session, sa.update(FlashSaleTake).where(held).values(status=SOLD))
