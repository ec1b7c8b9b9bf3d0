from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.clock import ZONE
from app.core.jobs import Payload
from app.modules.messaging.models import Daily, Notification
from app.modules.messaging.settings import MessagingSettings
from app.modules.messaging.states import QUEUED, SENDING

COUNTED_FOR = timedelta(days=7)


async def forget(session: AsyncSession, _: Payload) -> None:
    """Delete messages that are older than the shop keeps them, and the counts of past days."""
    before = clock.now() - MessagingSettings.load().keep_for
    done = Notification.status.not_in([QUEUED, SENDING])
    await session.execute(sa.delete(Notification).where(done, Notification.created_at < before))
    last_day = (clock.now() - COUNTED_FOR).astimezone(ZONE).date()
    await session.execute(sa.delete(Daily).where(Daily.day < last_day))
