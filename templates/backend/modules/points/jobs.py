from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import jobs
from app.modules.points import lots

EXPIRE = "points.expire"
SWEEP = "points.sweep"
AT_ONCE = 200


async def expire(session: AsyncSession, _: dict[str, Any]) -> None:
    """Enter what has expired; where many customers are concerned, some now and the rest in a run of its own."""
    user_ids = await lots.due(session, AT_ONCE)
    for user_id in user_ids:
        await lots.sweep(session, user_id)
    if len(user_ids) == AT_ONCE:
        await jobs.schedule(session, SWEEP)
