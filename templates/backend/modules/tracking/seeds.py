"""Demo data: anonymous visits of the last week, so many that did the same."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.clock import ZONE
from app.core.module import SeedData
from app.modules.tracking.declared import TRACKS
from app.modules.tracking.models import TrackedEvent

DAYS = 7


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `visits`: `{count: 40, did: [{track: catalog.product_viewed, spu_id: 1}, …]}`.

    Raises KeyError for what nobody notes, ValueError for properties that are not its own.
    """
    for index, row in enumerate(data.rows.get("visits", ())):
        for number in range(row["count"]):
            session.add_all(_visit(row["did"], f"{index}:{number}", number % DAYS))


def _visit(did: list[Mapping[str, Any]], which: str, days_ago: int) -> Iterator[TrackedEvent]:
    declared = {track.id: track for track in TRACKS}
    visit = hashlib.sha256(which.encode()).hexdigest()[:32]
    at = clock.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=days_ago)
    for seq, step in enumerate(did, start=1):
        properties = {name: value for name, value in step.items() if name != "track"}
        if not declared[step["track"]].takes(properties):
            raise ValueError(f"{step['track']}: {properties}")
        yield TrackedEvent(
            key=f"{visit}{seq:04}",
            user_id=None,
            visit=visit,
            seq=seq,
            name=step["track"],
            properties=properties,
            at=at,
            day=at.astimezone(ZONE).date(),
        )
