"""Behaviour of the tests' own, in the place of what this shop notes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.database import Database
from app.modules.tracking import funnels, receiving, seeds
from app.modules.tracking.models import TrackedEvent
from app.modules.tracking.properties import Track

LOOKED, PUT, BOUGHT, PAID = "test.looked", "test.put", "test.bought", "test.paid"

TRACKS = (
    Track(LOOKED, "看了", {"thing_id": "id"}),
    Track(PUT, "放进去了", {"thing_id": "id", "quantity": "count"}),
    Track(BOUGHT, "买了", {}),
    Track(PAID, "付了", {}),
    Track("test.opened", "打开了", {"page": "page"}),
)


@contextmanager
def declared() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for module in (funnels, receiving, seeds):
            patch.setattr(module, "TRACKS", TRACKS)
        patch.setattr(funnels, "FUNNEL", (LOOKED, BOUGHT, PAID))
        yield


VISIT = "v" * 24


def done(
    name: str,
    seq: int = 1,
    *,
    visit: str = VISIT,
    at: datetime | None = None,
    **properties: Any,  # noqa: ANN401  # any JSON
) -> dict[str, Any]:
    """What a phone would send; the same place in the same visit is the same event."""
    known = {LOOKED: {"thing_id": 7}, PUT: {"thing_id": 7, "quantity": 1}}.get(name, {}) if not properties else {}
    return {
        "id": f"{visit}{seq:04}",
        "visit": visit,
        "seq": seq,
        "name": name,
        "at": (at or clock.now()).isoformat(),
        "properties": known | properties,
    }


async def send(client: httpx.AsyncClient, *events: dict[str, Any]) -> int:
    """The number that was ignored."""
    answer = await client.post("/events", json={"events": events})
    return int(answer.raise_for_status().json()["ignored"])


async def rows(database: Database) -> Sequence[TrackedEvent]:
    async with database.read() as session:
        return (await session.scalars(sa.select(TrackedEvent).order_by(TrackedEvent.id))).all()
