"""When customers order: what others may ask without reading orders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.order.models import Order


@dataclass(frozen=True)
class LastOrder:
    """A customer's latest order that was paid for."""

    user_id: int
    order_id: int
    paid_at: datetime


async def has_ordered_since(session: AsyncSession, user_id: int, moment: datetime) -> bool:
    """Whether the customer has placed an order at or after the moment, whatever became of it."""
    placed = sa.select(Order.id).where(Order.user_id == user_id, Order.created_at >= moment)
    return await session.scalar(placed.limit(1)) is not None


async def placed_at(session: AsyncSession, order_id: int) -> datetime | None:
    return await session.scalar(sa.select(Order.created_at).where(Order.id == order_id))


async def last_orders(session: AsyncSession, since: datetime, until: datetime) -> Sequence[LastOrder]:
    """Customers whose latest paid order was paid between the two moments, `until` not included."""
    latest = (
        sa.select(Order.user_id, sa.func.max(Order.id), sa.func.max(Order.paid_at).label("paid_at"))
        .where(Order.paid_at >= since)
        .group_by(Order.user_id)
        .having(sa.and_(sa.func.max(Order.paid_at) >= since, sa.func.max(Order.paid_at) < until))
        .order_by(Order.user_id)
    )
    rows = await session.execute(latest)
    return [LastOrder(user_id, order_id, paid_at) for user_id, order_id, paid_at in rows if paid_at is not None]
