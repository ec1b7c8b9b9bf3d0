import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.clock import ZONE
from app.core.jobs import Payload
from app.modules.tracking.models import TrackedEvent
from app.modules.tracking.settings import TrackingSettings


async def forget(session: AsyncSession, _: Payload) -> None:
    """Delete what is older than the shop keeps it."""
    first_day = (clock.now() - TrackingSettings.load().keep_for).astimezone(ZONE).date()
    await session.execute(sa.delete(TrackedEvent).where(TrackedEvent.day < first_day))
