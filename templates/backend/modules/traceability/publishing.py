"""Showing a batch to whoever scans its code, taking that back, and holding what must not be shown."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.traceability import BatchPublished, BatchWithdrawn
from app.core import audit, clock
from app.core.context import Actor
from app.core.database import changed, upsert
from app.core.events import emit
from app.modules.traceability.batches import find, parent_numbers
from app.modules.traceability.chain import Link, append, check, events_of
from app.modules.traceability.errors import BatchHeld, BatchMoved, ChainBroken
from app.modules.traceability.models import Batch, BatchHold
from app.modules.traceability.states import BATCH, HELD, PUBLISHED, RELEASED, WITHDRAWN

BY_HAND = "staff"


async def publish(session: AsyncSession, actor: Actor, batch_id: int) -> Batch:
    """Raises BatchNotFound, BatchHeld, BatchMoved, ChainBroken."""
    batch = await find(session, batch_id)
    checked = check(batch, await parent_numbers(session, batch_id), await events_of(session, batch_id))
    if checked.broken_at is not None:
        raise ChainBroken(sequence=checked.broken_at)
    free = sa.and_(Batch.id == batch_id, Batch.status.in_(sorted(BATCH.sources(PUBLISHED))), Batch.holds == 0)
    values = {"status": PUBLISHED, "published_at": clock.now(), "withdrawn_because": ""}
    moved = await changed(session, sa.update(Batch).where(free).values(values))
    batch = await find(session, batch_id)
    if not moved:
        if batch.holds:
            raise BatchHeld(reasons=await reasons(session, batch_id))
        raise BatchMoved(status=batch.status)
    await append(session, batch, actor, Link(PUBLISHED))
    await emit(session, BatchPublished(batch.id, batch.number, batch.item))
    await audit.record(session, actor, "batch.publish", "batch", batch_id, number=batch.number)
    return batch


async def withdraw(session: AsyncSession, actor: Actor, batch_id: int, reason: str) -> Batch:
    """Raises BatchNotFound, BatchMoved."""
    moved = await BATCH.move(session, Batch, batch_id, to=WITHDRAWN, withdrawn_because=reason)
    batch = await find(session, batch_id)
    if not moved:
        raise BatchMoved(status=batch.status)
    await _withdrawn(session, batch, actor, reason)
    await audit.record(session, actor, "batch.withdraw", "batch", batch_id, number=batch.number, reason=reason)
    return batch


async def hold(session: AsyncSession, actor: Actor, batch_id: int, key: str, reason: str) -> bool:
    """It must not be public any more, and is withdrawn if it was; False when `key` holds it already.

    Raises BatchNotFound.
    """
    await find(session, batch_id, lock=True)
    row = {"batch_id": batch_id, "key": key, "reason": reason[:200], "at": clock.now()}
    insert = upsert(session, BatchHold).values(row).on_conflict_do_nothing(index_elements=["batch_id", "key"])
    if not await changed(session, insert):
        return False
    gone = await BATCH.move(
        session, Batch, batch_id, source=PUBLISHED, to=WITHDRAWN, withdrawn_because=reason[:200], holds=Batch.holds + 1
    )
    if not gone:
        more = sa.update(Batch).where(Batch.id == batch_id).values(holds=Batch.holds + 1)
        await changed(session, more)
    batch = await find(session, batch_id)
    await append(session, batch, actor, Link(HELD, reason))
    if gone:
        await _withdrawn(session, batch, actor, reason)
    await audit.record(session, actor, "batch.hold", "batch", batch_id, number=batch.number, reason=reason)
    return True


async def release(session: AsyncSession, actor: Actor, batch_id: int, key: str, reason: str = "") -> bool:
    """`key` holds it no more; False when it did not. What was withdrawn stays so until somebody publishes it again.

    Raises BatchNotFound.
    """
    await find(session, batch_id, lock=True)
    mine = sa.and_(BatchHold.batch_id == batch_id, BatchHold.key == key)
    if not await changed(session, sa.delete(BatchHold).where(mine)):
        return False
    await changed(session, sa.update(Batch).where(Batch.id == batch_id).values(holds=Batch.holds - 1))
    batch = await find(session, batch_id)
    await append(session, batch, actor, Link(RELEASED, reason))
    await audit.record(session, actor, "batch.release", "batch", batch_id, number=batch.number, reason=reason)
    return True


async def reasons(session: AsyncSession, batch_id: int) -> list[str]:
    held = sa.select(BatchHold.reason).where(BatchHold.batch_id == batch_id).order_by(BatchHold.id)
    return list(await session.scalars(held))


async def _withdrawn(session: AsyncSession, batch: Batch, actor: Actor, reason: str) -> None:
    await append(session, batch, actor, Link(WITHDRAWN, reason))
    await emit(session, BatchWithdrawn(batch.id, batch.number, batch.item, reason))
