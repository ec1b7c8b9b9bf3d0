"""A series as a chart shows it: as many points as there are pixels, each with the lowest, the mean and the highest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.device.keeping import milliseconds
from app.modules.device.models import Point

MOST_POINTS = 500
STEPS_S = (1, 5, 10, 30, 60, 300, 600, 1800, 3600, 7200, 21_600, 43_200, 86_400)


@dataclass(frozen=True)
class Bucket:
    at_ms: int
    low: float
    mean: float
    high: float


def step_for(span: timedelta) -> int:
    """The shortest step, in seconds, with which a span has no more than MOST_POINTS; whole days beyond."""
    wanted = span.total_seconds() / MOST_POINTS
    day = STEPS_S[-1]
    return next((step for step in STEPS_S if step >= wanted), int(-(-wanted // day) * day))


async def series(
    session: AsyncSession, device_id: int, reading: str, since: datetime, until: datetime
) -> tuple[int, Sequence[Bucket]]:
    """(step in seconds, what there is between `since` and `until`). Steps without values are left out."""
    step = step_for(until - since)
    width = step * 1000
    start = (Point.at_ms - Point.at_ms % width).label("start")
    columns = (start, sa.func.min(Point.value), sa.func.avg(Point.value), sa.func.max(Point.value))
    statement = (
        sa.select(*columns)
        .where(
            Point.device_id == device_id,
            Point.reading == reading,
            Point.at_ms >= milliseconds(since) // width * width,
            Point.at_ms < milliseconds(until),
        )
        .group_by(start)
        .order_by(start)
    )
    return step, [Bucket(*row) for row in await session.execute(statement)]
