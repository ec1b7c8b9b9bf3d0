"""Batches: entering them, what is said of them, and which of them are in which."""

import secrets
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.traceability import ITEMS, NoItems
from app.core import audit, clock
from app.core.context import Actor
from app.core.database import upsert
from app.modules.traceability.chain import Link, append, facts_of
from app.modules.traceability.errors import (
    BatchMoved,
    BatchNotFound,
    BatchNumberTaken,
    ItemMissing,
    ItemUnknown,
    ParentUnknown,
)
from app.modules.traceability.models import Batch, BatchParent
from app.modules.traceability.schemas import BatchIn, EventIn, FactsIn
from app.modules.traceability.states import BATCH, CORRECTED, DRAFT, MADE

MOST = 1000
"""Relatives that are shown."""


async def find(session: AsyncSession, batch_id: int, *, lock: bool = False) -> Batch:
    """Raises BatchNotFound."""
    # No key is changed: whoever adds a link to the batch's chain meanwhile must not wait, for one may wait for him.
    locked = {"key_share": True} if lock else None
    batch = await session.get(Batch, batch_id, with_for_update=locked, populate_existing=True)
    if batch is None:
        raise BatchNotFound
    return batch


async def by_number(session: AsyncSession, number: str) -> Batch:
    """Raises BatchNotFound."""
    batch = await session.scalar(
        sa.select(Batch).where(Batch.number == number), execution_options={"populate_existing": True}
    )
    if batch is None:
        raise BatchNotFound
    return batch


async def create(session: AsyncSession, actor: Actor, body: BatchIn) -> Batch:
    """Raises BatchNumberTaken, ParentUnknown, ItemUnknown, ItemMissing."""
    item = await _item(session, body)
    parents = await _parents(session, body.parents)
    row = {
        **body.model_dump(exclude={"parents"}),
        "item": item,
        "code": secrets.token_urlsafe(15),
        "status": BATCH.initial,
        "created_at": clock.now(),
    }
    insert = upsert(session, Batch).values(row).on_conflict_do_nothing(index_elements=["number"])
    batch_id = await session.scalar(insert.returning(Batch.id))
    if batch_id is None:
        raise BatchNumberTaken
    session.add_all(BatchParent(batch_id=batch_id, parent_id=parent.id) for parent in parents)
    batch = await session.get_one(Batch, batch_id)
    link = Link(MADE, at=batch.made_at, place=batch.origin, facts=facts_of(batch, [one.number for one in parents]))
    await append(session, batch, actor, link)
    await audit.record(session, actor, "batch.create", "batch", batch_id, number=batch.number)
    return batch


async def correct(session: AsyncSession, actor: Actor, batch_id: int, body: FactsIn) -> Batch:
    """What was entered wrongly, as long as nobody has seen it; the chain tells both. Raises BatchNotFound, BatchMoved,
    ItemUnknown, ItemMissing.
    """
    batch = await find(session, batch_id, lock=True)
    if batch.status != DRAFT:
        raise BatchMoved(status=batch.status)
    for name, value in {**body.model_dump(), "item": await _item(session, body)}.items():
        setattr(batch, name, value)
    await session.flush()
    facts = facts_of(batch, await parent_numbers(session, batch_id))
    await append(session, batch, actor, Link(CORRECTED, facts=facts))
    await audit.record(session, actor, "batch.correct", "batch", batch_id, number=batch.number)
    return batch


async def note(session: AsyncSession, actor: Actor, batch_id: int, body: EventIn) -> int:
    """Where in the chain it stands. Raises BatchNotFound, ChainBusy."""
    batch = await find(session, batch_id)
    link = Link(body.kind, body.text, body.place, body.at, body.public)
    event = await append(session, batch, actor, link)
    await audit.record(session, actor, "batch.note", "batch", batch_id, number=batch.number)
    return event.sequence


async def parent_numbers(session: AsyncSession, batch_id: int) -> Sequence[str]:
    mine = sa.select(Batch.number).join(BatchParent, BatchParent.parent_id == Batch.id)
    return (await session.scalars(mine.where(BatchParent.batch_id == batch_id).order_by(Batch.number))).all()


async def relatives(session: AsyncSession, batch_id: int, *, forward: bool) -> list[tuple[Batch, int]]:
    """What a batch went into (`forward`), or what it was made of, with the least steps between them."""
    here, there = BatchParent.batch_id, BatchParent.parent_id
    if forward:
        here, there = there, here
    first = sa.select(there.label("id"), sa.literal(1).label("steps")).where(here == batch_id)
    tree = first.cte("tree", recursive=True)
    tree = tree.union(sa.select(there, tree.c.steps + 1).where(here == tree.c.id))
    steps = sa.func.min(tree.c.steps).label("steps")
    near = sa.select(tree.c.id, steps).group_by(tree.c.id).subquery()
    found = sa.select(Batch, near.c.steps).join(near, near.c.id == Batch.id)
    rows = await session.execute(found.order_by(near.c.steps, Batch.id).limit(MOST))
    return [(batch, int(distance)) for batch, distance in rows]


async def _item(session: AsyncSession, body: FactsIn) -> str:
    if body.sku_id is None:
        if not body.item:
            raise ItemMissing
        return body.item
    known = await ITEMS.one(NoItems()).name(session, body.sku_id)
    if known is None:
        raise ItemUnknown
    return body.item or known[:60]


async def _parents(session: AsyncSession, numbers: Sequence[str]) -> Sequence[Batch]:
    wanted = set(numbers)
    rows = (await session.scalars(sa.select(Batch).where(Batch.number.in_(sorted(wanted))))).all()
    if missing := wanted - {row.number for row in rows}:
        raise ParentUnknown(numbers=sorted(missing))
    return rows
