"""What a customer does, and what the shop knows of it."""

from typing import Any

import sqlalchemy as sa

from app.core.database import Database
from app.modules.payment.api import PayOrder
from tests.types import Person

PIECES = 10


async def payment_of(database: Database) -> int:
    """The id of the only payment."""
    async with database.read() as session:
        return (await session.scalars(sa.select(PayOrder.id))).one()


async def seen(customer: Person, order_id: int) -> dict[str, Any]:
    order: dict[str, Any] = (await customer.client.get(f"/orders/{order_id}")).raise_for_status().json()
    return order
