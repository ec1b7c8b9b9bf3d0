"""What a customer does, and what the shop knows of it."""

from typing import Any

import sqlalchemy as sa

from app.core.database import Database
from app.modules.inventory.models import StockRow
from app.modules.payment.api import PayOrder
from devtools.wechat import StandIn
from tests.keys import new_key
from tests.types import Person

PIECES = 10


async def counted(database: Database, sku_id: int) -> tuple[int, int]:
    """(available, reserved)"""
    async with database.read() as session:
        row = await session.get_one(StockRow, sku_id)
    return row.available, row.reserved


async def prepay(customer: Person, wechat: StandIn, order_id: int) -> str:
    """Open the cashier for the order; the number that WeChat knows it by."""
    (await customer.client.post(f"/orders/{order_id}/pay", headers=new_key())).raise_for_status()
    return list(wechat.state.transactions)[-1]


async def payment_of(database: Database) -> int:
    """The id of the only payment."""
    async with database.read() as session:
        return (await session.scalars(sa.select(PayOrder.id))).one()


async def seen(customer: Person, order_id: int) -> dict[str, Any]:
    order: dict[str, Any] = (await customer.client.get(f"/orders/{order_id}")).raise_for_status().json()
    return order
