"""Which orders a permission goes to: to all, or to those that are handed over where somebody works."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.order import ORDER_PLACES
from app.contracts.stock import within_reach
from app.core.staff import Staff
from app.modules.order.errors import OrderNotFound
from app.modules.order.models import Order


def at(places: frozenset[int]) -> sa.ColumnElement[bool]:
    """Condition: an order of these places."""
    return sa.or_(sa.false(), *(Order.id.in_(one.orders_at(places)) for one in ORDER_PLACES.all()))


async def condition(session: AsyncSession, staff: Staff, permission: str) -> sa.ColumnElement[bool]:
    """Condition: an order that the permission goes to."""
    places = await within_reach(session, staff, permission)
    return sa.true() if places is None else at(places)


async def check(session: AsyncSession, staff: Staff, permission: str, order_id: int) -> None:
    """Raises OrderNotFound: of what is out of reach nobody hears that it is there."""
    within = await condition(session, staff, permission)
    if await session.scalar(sa.select(Order.id).where(Order.id == order_id, within)) is None:
        raise OrderNotFound
