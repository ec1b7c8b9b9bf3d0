from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.jobs import Payload
from app.modules.payment.models import PayNotification

KEPT = timedelta(days=180)
"""WeChat repeats a callback for a day; the rest is for questions that come later."""


async def forget_notifications(session: AsyncSession, _: Payload) -> None:
    await session.execute(sa.delete(PayNotification).where(PayNotification.received_at < clock.now() - KEPT))
