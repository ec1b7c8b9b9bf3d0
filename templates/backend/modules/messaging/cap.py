"""How many messages a customer gets through WeChat in a day."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.clock import ZONE
from app.core.database import changed, upsert
from app.modules.messaging.keywords import Kind
from app.modules.messaging.models import Daily
from app.modules.messaging.settings import MessagingSettings


async def count(session: AsyncSession, kind: Kind, user_id: int, due_at: datetime) -> bool:
    """Count one for the day on which it goes out, in one statement that also keeps the limit; False when it is full."""
    limit = MessagingSettings.load().limit(kind)
    if limit < 1:
        return False
    row = {"user_id": user_id, "day": _day(due_at), "kind": kind, "count": 1}
    counted = upsert(session, Daily).values(row)
    counted = counted.on_conflict_do_update(
        index_elements=["user_id", "day", "kind"], set_={"count": Daily.count + 1}, where=Daily.count < limit
    )
    return bool(await changed(session, counted))


async def uncount(session: AsyncSession, kind: Kind, user_id: int, due_at: datetime) -> None:
    """One that was counted does not go out."""
    that = sa.and_(Daily.user_id == user_id, Daily.day == _day(due_at), Daily.kind == kind, Daily.count > 0)
    await changed(session, sa.update(Daily).where(that).values(count=Daily.count - 1))


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()
