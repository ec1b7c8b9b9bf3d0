"""What phones send, made into rows: whose it is, and how finely it is kept, the consent says."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.clock import ZONE
from app.core.database import changed, upsert
from app.core.privacy import consents
from app.modules.tracking.declared import TRACKS
from app.modules.tracking.models import TrackedEvent
from app.modules.tracking.purposes import TRACKING
from app.modules.tracking.schemas import EventIn

OFFLINE_FOR: Final = timedelta(days=7)
"""How long a phone may have been without a network; what is older says little about today."""

CLOCKS_DIFFER: Final = timedelta(minutes=1)


async def receive(session: AsyncSession, user_id: int | None, events: Sequence[EventIn]) -> int:
    """Keep what is declared, each once however often it comes; the number that was ignored."""
    now = clock.now()
    agreed_at = (await consents(session, user_id)).get(TRACKING.id) if user_id is not None else None
    declared = {track.id: track for track in TRACKS}
    kept = [
        _row(event, user_id if agreed_at is not None and _came_after(event, agreed_at, now) else None, now)
        for event in events
        if event.name in declared and declared[event.name].takes(event.properties) and event.at > now - OFFLINE_FOR
    ]
    if kept:
        await changed(session, upsert(session, TrackedEvent).values(kept).on_conflict_do_nothing())
    return len(events) - len(kept)


def _came_after(event: EventIn, agreed_at: datetime, now: datetime) -> bool:
    """A phone whose clock is ahead cannot say whether it was before the consent or after."""
    return agreed_at <= event.at <= now + CLOCKS_DIFFER


def _row(event: EventIn, user_id: int | None, now: datetime) -> dict[str, Any]:
    at = min(event.at, now)
    return {
        "key": event.id,
        "user_id": user_id,
        "visit": _visit(event.visit, user_id),
        "seq": event.seq,
        "name": event.name,
        "properties": event.properties,
        "at": at if user_id is not None else at.replace(minute=0, second=0, microsecond=0),
        "day": at.astimezone(ZONE).date(),
    }


def _visit(visit: str, user_id: int | None) -> str:
    """What is anonymous and what is not have nothing in common, even where it was one start of the mini-program."""
    whose = "" if user_id is None else str(user_id)
    return hashlib.sha256(f"{visit}:{whose}".encode()).hexdigest()[:32]
