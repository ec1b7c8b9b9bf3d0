from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.order import OrderPaid
from app.core.database import changed
from app.modules.bargain import bargaining
from app.modules.bargain.models import Bargain
from app.modules.bargain.states import BOUGHT, RECORD


async def note_bought(session: AsyncSession, event: OrderPaid) -> None:
    """The bargain that the order holds has been bought."""
    held = sa.and_(Bargain.order_id == event.order_id, Bargain.status.in_(sorted(RECORD.sources(BOUGHT))))
    await changed(session, sa.update(Bargain).where(held).values(status=BOUGHT))


async def expire(session: AsyncSession, payload: dict[str, Any]) -> None:
    """The bargain's time is up; one that an order holds is left to that order."""
    await bargaining.fail(session, payload["record_id"])
