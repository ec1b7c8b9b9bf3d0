"""Demo data: batches with their chains."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import SYSTEM
from app.core.module import SeedData
from app.modules.traceability import batches, publishing
from app.modules.traceability.chain import Link, append
from app.modules.traceability.schemas import BatchIn
from app.modules.traceability.states import KINDS


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `batches`: what a batch says, with `days_ago` in the place of `made_at`; `events` (`kind`, and where given
    `text`, `place`, `days_ago`), and whether it is `published`.

    Raises ValueError for an event of no known kind.
    """
    for row in data.rows.get("batches", []):
        await _batch(session, row)


async def _batch(session: AsyncSession, row: Mapping[str, Any]) -> None:
    now = clock.now()
    said = {name: value for name, value in row.items() if name not in {"days_ago", "events", "published"}}
    body = BatchIn.model_validate({**said, "made_at": now - timedelta(days=row.get("days_ago", 0))})
    batch = await batches.create(session, SYSTEM, body)
    for event in row.get("events", []):
        if event["kind"] not in KINDS:
            raise ValueError(f"{event['kind']} ≠ {', '.join(KINDS)}")
        at = now - timedelta(days=event.get("days_ago", 0))
        await append(session, batch, SYSTEM, Link(event["kind"], event.get("text", ""), event.get("place", ""), at))
    if row.get("published"):
        await publishing.publish(session, SYSTEM, batch.id)
