"""What orders know about a person.

The trade itself is kept (E-Commerce Law, article 31); who and where are forgotten.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.privacy import AccountInUse, Use
from app.modules.identity.api import ADDRESS, PHONE
from app.modules.order.models import Order
from app.modules.order.queries import exported
from app.modules.order.states import CANCELED, COMPLETED, UNFINISHED

USES = (
    Use(PHONE.id, "order", "订单出现问题时，我们会打电话给您。"),
    Use(ADDRESS.id, "order", "下单时用作收货人和收货地址，把商品送到您手中；履行中的订单所用的地址保留到订单结束。"),
)


class OrderPersonalData:
    section = "orders"

    async def export(self, session: AsyncSession, user_id: int) -> list[dict[str, Any]]:
        rows = await session.scalars(sa.select(Order).where(Order.user_id == user_id).order_by(Order.id))
        return [exported(order) for order in rows]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """Raises AccountInUse while an order is unpaid or on its way."""
        open_orders = sa.select(sa.func.count()).where(Order.user_id == user_id, Order.status.in_(sorted(UNFINISHED)))
        if count := await session.scalar(open_orders):
            raise AccountInUse(reasons=[f"还有 {count} 个未完成的订单"])
        await self._forget(session, Order.user_id == user_id)

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """An order on its way still needs its address; finished ones do not."""
        if purpose == ADDRESS.id:
            await self._forget(session, sa.and_(Order.user_id == user_id, Order.status.in_([COMPLETED, CANCELED])))

    async def _forget(self, session: AsyncSession, which: sa.ColumnElement[bool]) -> None:
        gone = {"has_address": False, "address_name": None, "address_phone": None, "address_text": None, "remark": ""}
        await session.execute(sa.update(Order).where(which).values(gone))
