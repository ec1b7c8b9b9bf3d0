"""What pickups know about a person: where his orders waited."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.order.api import Order
from app.modules.store_pickup.models import Pickup


class PickupData:
    section = "pickups"

    async def export(self, session: AsyncSession, user_id: int) -> object:
        query = sa.select(Pickup).join(Order, Order.id == Pickup.order_id).where(Order.user_id == user_id)
        return [
            {"order_id": row.order_id, "store_id": row.store_id, "status": row.status, "picked_at": row.picked_at}
            for row in await session.scalars(query.order_by(Pickup.id))
        ]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """It is part of the order, which is a record of trade; nothing in it says who the customer is."""

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Nothing was collected for a purpose of its own."""
