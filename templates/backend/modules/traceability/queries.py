"""Reading batches, as staff and as whoever scans a code see them."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.admin import actor_in_words
from app.core.media import media_url
from app.core.pagination import Page, PageQuery, paginate
from app.core.staff.model import StaffAccount
from app.modules.traceability import batches, chain, reports
from app.modules.traceability.addresses import page_url
from app.modules.traceability.errors import TraceNotFound
from app.modules.traceability.models import Batch, BatchHold, TraceEvent
from app.modules.traceability.schemas import (
    BatchDetail,
    BatchOut,
    CheckOut,
    EventOut,
    HoldOut,
    PublicEvent,
    PublicPart,
    PublicReport,
    RelativeOut,
    ReportOut,
    TraceOut,
)
from app.modules.traceability.states import DRAFT, KINDS, LABELS, PUBLISHED, WITHDRAWN

Names = dict[int, str]


async def names(session: AsyncSession) -> Names:
    """What each member of staff is called."""
    return dict((await session.execute(sa.select(StaffAccount.id, StaffAccount.name))).all())


def who(actor: str, known: Names) -> str:
    kind, _, number = actor.partition(":")
    return actor_in_words(kind, int(number) if number else None, known)


def brief(batch: Batch) -> BatchOut:
    return BatchOut.model_validate(_brief(batch))


def _brief(batch: Batch) -> dict[str, Any]:
    same = BatchOut.model_fields.keys() - {"status_label", "held"}
    told = {name: getattr(batch, name) for name in same}
    return {**told, "status_label": LABELS[batch.status], "held": batch.holds > 0}


async def page_of(
    session: AsyncSession, page: PageQuery, *, status: str | None = None, sku_id: int | None = None
) -> Page[BatchOut]:
    """Newest first; `status=held` are those that must not be public. Raises CursorInvalid."""
    statement = sa.select(Batch)
    if status is not None:
        statement = statement.where(Batch.holds > 0 if status == "held" else Batch.status == status)
    if sku_id is not None:
        statement = statement.where(Batch.sku_id == sku_id)
    rows, cursor = await paginate(session, statement, page, key=[Batch.id])
    return Page(items=[brief(row) for row in rows], next_cursor=cursor)


async def detail(session: AsyncSession, batch_id: int) -> BatchDetail:
    """Raises BatchNotFound."""
    batch, known = await batches.find(session, batch_id), await names(session)
    held = sa.select(BatchHold).where(BatchHold.batch_id == batch_id).order_by(BatchHold.id)
    return BatchDetail(
        **_brief(batch),
        code=batch.code,
        page_url=page_url(batch.code),
        withdrawn_because=batch.withdrawn_because,
        holds=[HoldOut(key=row.key, reason=row.reason, at=row.at) for row in await session.scalars(held)],
        events=[event_out(event, known) for event in await chain.events_of(session, batch_id)],
        reports=[
            ReportOut(id=row.id, title=row.title, url=media_url(row.name), sha256=row.sha256, at=row.at)
            for row in await reports.of(session, batch_id)
        ],
        made_of=await _relatives(session, batch_id, forward=False),
        went_into=await _relatives(session, batch_id, forward=True),
    )


def event_out(event: TraceEvent, known: Names) -> EventOut:
    return EventOut(
        sequence=event.sequence,
        kind=event.kind,
        label=KINDS[event.kind],
        at=event.at,
        place=event.place,
        text=event.text,
        public=event.public,
        who=who(event.actor, known),
        facts=event.facts,
        previous_hash=event.previous_hash,
        hash=event.hash,
    )


async def _relatives(session: AsyncSession, batch_id: int, *, forward: bool) -> list[RelativeOut]:
    return [
        RelativeOut(id=batch.id, number=batch.number, item=batch.item, status=batch.status, steps=steps)
        for batch, steps in await batches.relatives(session, batch_id, forward=forward)
    ]


async def checked(session: AsyncSession, batch_id: int) -> CheckOut:
    """Raises BatchNotFound."""
    batch = await batches.find(session, batch_id)
    return _checked(batch, await batches.parent_numbers(session, batch_id), await chain.events_of(session, batch_id))


def _checked(batch: Batch, parents: Sequence[str], events: Sequence[TraceEvent]) -> CheckOut:
    found = chain.check(batch, parents, events)
    return CheckOut(links=found.links, broken_at=found.broken_at, why=found.why)


async def shown(session: AsyncSession, code: str) -> Batch:
    """Raises TraceNotFound, also for what nobody has published yet."""
    batch = await session.scalar(
        sa.select(Batch).where(Batch.code == code), execution_options={"populate_existing": True}
    )
    if batch is None or batch.status == DRAFT:
        raise TraceNotFound
    return batch


async def public(session: AsyncSession, code: str) -> TraceOut:
    """Raises TraceNotFound."""
    batch = await shown(session, code)
    parents = await batches.relatives(session, batch.id, forward=False)
    events = await chain.events_of(session, batch.id)
    found = chain.check(batch, await batches.parent_numbers(session, batch.id), events)
    withdrawn = batch.status == WITHDRAWN
    return TraceOut(
        code=batch.code,
        number=batch.number,
        item=batch.item,
        quantity=f"{batch.quantity} {batch.unit}".strip(),
        made_at=batch.made_at,
        origin=batch.origin,
        line=batch.line,
        withdrawn=withdrawn,
        events=[
            PublicEvent(label=KINDS[event.kind], at=event.at, place=event.place, text=event.text)
            for event in events
            if event.public and not withdrawn
        ],
        reports=[
            PublicReport(title=row.title, url=media_url(row.name), picture=not row.name.endswith(".pdf"))
            for row in await reports.of(session, batch.id)
            if not withdrawn
        ],
        made_of=[
            PublicPart(item=part.item, number=part.number, code=part.code if part.status == PUBLISHED else "")
            for part, steps in parents
            if steps == 1 and not withdrawn
        ],
        intact=found.broken_at is None,
        scans=batch.scans,
        first_scanned_at=batch.first_scanned_at,
    )
