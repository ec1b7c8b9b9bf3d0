from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.database import changed
from app.core.jobs import Payload
from app.modules.coupon.models import Coupon
from app.modules.coupon.states import EXPIRED, UNUSED

PERIOD = timedelta(minutes=10)
"""Nobody waits for it: what is past its end is treated as expired at once."""


async def expire(session: AsyncSession, _: Payload) -> None:
    """What is past its end and not held by an order is over for good."""
    over = sa.and_(Coupon.status == UNUSED, Coupon.valid_until <= clock.now())
    await changed(session, sa.update(Coupon).where(over).values(status=EXPIRED))
