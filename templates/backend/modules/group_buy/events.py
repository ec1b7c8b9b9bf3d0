from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.order import OrderPaid
from app.modules.group_buy import forming


async def count_paid(session: AsyncSession, event: OrderPaid) -> None:
    """Confirm the order's seat, if it has one."""
    await forming.paid(session, event.order_id)


async def expire(session: AsyncSession, payload: dict[str, Any]) -> None:
    """The group's time is up; one that is complete, or has failed already, is left alone."""
    await forming.fail(session, payload["group_id"])
