from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM
from app.modules.order import moves


async def expire(session: AsyncSession, payload: dict[str, Any]) -> None:
    """The deadline for payment has passed; an order that was paid or cancelled in time is left alone."""
    await moves.cancel_unpaid(session, payload["order_id"], SYSTEM, "timeout", "超时未付款，自动取消")
