"""What deliveries know about a person: which parcels he got. Where they went stands in the order alone."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.privacy import Use
from app.modules.delivery.couriers import courier_name
from app.modules.delivery.models import Shipment
from app.modules.identity.api import ADDRESS
from app.modules.order.api import Order

USE = Use(ADDRESS.id, "delivery", "发货时交给承运的快递公司，用来把包裹送到您手中。")


class DeliveryData:
    section = "deliveries"

    async def export(self, session: AsyncSession, user_id: int) -> object:
        query = sa.select(Shipment).join(Order, Order.id == Shipment.order_id).where(Order.user_id == user_id)
        return [
            {
                "order_id": row.order_id,
                "courier": courier_name(row.courier),
                "tracking_no": row.tracking_no,
                "status": row.status,
                "shipped_at": row.shipped_at,
                "delivered_at": row.delivered_at,
            }
            for row in await session.scalars(query.order_by(Shipment.id))
        ]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """What was sent is a record of trade (E-Commerce Law, article 31); nothing in it says where to."""

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """The order forgets the address."""
