"""The chain of a batch's events: each link holds the hash of the one before, so that none can be changed unnoticed.

A link's hash is the SHA-256 of its content as JSON, keys sorted, without spaces, in UTF-8:

    {"actor", "at", "batch", "facts", "kind", "place", "previous", "public", "sequence", "text"}

`at` is in UTC with microseconds ("2026-11-22T08:00:00.000000+00:00"), `previous` the hash before, "" for the first.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import Actor
from app.core.database import upsert
from app.modules.traceability.errors import ChainBusy
from app.modules.traceability.models import Batch, TraceEvent
from app.modules.traceability.states import TOLD

SAID = "number"
"""Stands in the facts of links that say what the batch is."""

TRIES = 50
"""How often a link looks for its place when others are faster."""


@dataclass(frozen=True)
class Link:
    """What is added to a chain. `public` None goes by the kind."""

    kind: str
    text: str = ""
    place: str = ""
    at: datetime | None = None
    public: bool | None = None
    facts: Mapping[str, Any] | None = None


def facts_of(batch: Batch, parents: Sequence[str]) -> dict[str, Any]:
    """What a batch is said to be."""
    return {
        "number": batch.number,
        "item": batch.item,
        "sku_id": batch.sku_id,
        "quantity": batch.quantity,
        "unit": batch.unit,
        "made_at": _moment(batch.made_at),
        "origin": batch.origin,
        "line": batch.line,
        "parents": sorted(parents),
    }


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def digest(number: str, values: Mapping[str, Any]) -> str:
    content = {
        "batch": number,
        "sequence": values["sequence"],
        "kind": values["kind"],
        "at": _moment(values["at"]),
        "place": values["place"],
        "text": values["text"],
        "public": values["public"],
        "facts": values["facts"],
        "actor": values["actor"],
        "previous": values["previous_hash"],
    }
    written = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


async def append(session: AsyncSession, batch: Batch, actor: Actor, link: Link) -> TraceEvent:
    """Add a link to the end, in the caller's transaction. Raises ChainBusy.

    Whoever comes second to a place waits until the first has committed, and then takes the next.
    """
    at = link.at or clock.now()
    content = {
        "kind": link.kind,
        "at": at,
        "place": link.place,
        "text": link.text[:200],
        "public": link.kind in TOLD if link.public is None else link.public,
        "facts": dict(link.facts or {}),
        "actor": str(actor),
    }
    mine = sa.select(TraceEvent.sequence, TraceEvent.hash).where(TraceEvent.batch_id == batch.id)
    for _ in range(TRIES):
        last = (await session.execute(mine.order_by(TraceEvent.sequence.desc()).limit(1))).first()
        row = {
            **content,
            "sequence": last.sequence + 1 if last else 1,
            "previous_hash": last.hash if last else "",
        }
        row |= {"batch_id": batch.id, "hash": digest(batch.number, row)}
        insert = upsert(session, TraceEvent).values(row).on_conflict_do_nothing(index_elements=["batch_id", "sequence"])
        if (event_id := await session.scalar(insert.returning(TraceEvent.id))) is not None:
            return await session.get_one(TraceEvent, event_id)
    raise ChainBusy


async def events_of(session: AsyncSession, batch_id: int) -> Sequence[TraceEvent]:
    mine = sa.select(TraceEvent).where(TraceEvent.batch_id == batch_id).order_by(TraceEvent.sequence)
    return (await session.scalars(mine, execution_options={"populate_existing": True})).all()


@dataclass(frozen=True)
class Checked:
    """`broken_at` is the first link that does not hold, None where all do; after the last one where it is the batch
    that is not what its chain says.
    """

    links: int
    broken_at: int | None
    why: str


def check(batch: Batch, parents: Sequence[str], events: Sequence[TraceEvent]) -> Checked:
    """Whether the chain holds, from its first link to what the batch is now."""
    before = ""
    said: Mapping[str, Any] = {}
    for place, event in enumerate(events, 1):
        values = {column.key: getattr(event, column.key) for column in sa.inspect(TraceEvent).columns}
        if event.sequence != place:
            return Checked(len(events), place, "缺少一条记录")
        if event.previous_hash != before:
            return Checked(len(events), place, "与前一条对不上")
        if event.hash != digest(batch.number, values):
            return Checked(len(events), place, "内容被改动过")
        before, said = event.hash, event.facts if SAID in event.facts else said
    if not events or said != facts_of(batch, parents):
        return Checked(len(events), len(events) + 1, "批次信息与记录不符")
    return Checked(len(events), None, "")
