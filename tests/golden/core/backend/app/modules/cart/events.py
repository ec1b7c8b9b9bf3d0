"""What the cart learns from others."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.order import OrderCreated
from app.core.database import changed
from app.modules.cart.models import CartItem


async def take_out_ordered(session: AsyncSession, event: OrderCreated) -> None:
    """What was ordered from the cart leaves it; pieces that came in since stay."""
    if event.source != "cart":
        return
    for line in event.lines:
        mine = sa.and_(CartItem.user_id == event.user_id, CartItem.sku_id == line.sku_id)
        fewer = CartItem.quantity - line.quantity
        if not await changed(session, sa.delete(CartItem).where(mine, CartItem.quantity <= line.quantity)):
            await changed(session, sa.update(CartItem).where(mine).values(quantity=fewer))
