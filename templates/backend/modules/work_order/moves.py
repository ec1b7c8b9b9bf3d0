"""The moves of an order. Each is one conditional update with its line of history, in one transaction.

Every function answers with the order as it then is. Raises WorkOrderMoved when it was not in the right state (any
more): nothing was done then.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.work_order import (
    WorkOrderAssigned,
    WorkOrderCanceled,
    WorkOrderClosed,
    WorkOrderCompleted,
    WorkOrderEvent,
    WorkOrderRejected,
)
from app.core import clock
from app.core.context import SYSTEM, Actor
from app.core.database import changed
from app.core.events import emit
from app.core.jobs import Payload
from app.modules.work_order import history, telling
from app.modules.work_order.errors import WorkOrderIncomplete, WorkOrderMoved
from app.modules.work_order.models import WorkHistory, WorkOrder
from app.modules.work_order.settings import WorkOrderSettings
from app.modules.work_order.states import (
    ARCHIVED,
    ASSIGNED,
    CANCELED,
    CLOSED,
    GIVEN,
    HOLD_REASONS,
    IN_PROGRESS,
    ON_HOLD,
    OPEN,
    PENDING_ACCEPTANCE,
    WORK_ORDER,
)

EVENTS: Mapping[str, type[WorkOrderEvent]] = {
    "assign": WorkOrderAssigned,
    "take": WorkOrderAssigned,
    "complete": WorkOrderCompleted,
    "reject": WorkOrderRejected,
    "accept": WorkOrderClosed,
    "cancel": WorkOrderCanceled,
}


async def step(
    session: AsyncSession,
    order: WorkOrder,
    action: str,
    to: str,
    actor: Actor,
    *,
    note: str = "",
    source: str | Collection[str] | None = None,
    values: Mapping[str, object] | None = None,
) -> WorkOrder:
    """One row of the table of moves; `values` are columns that change with it. Raises WorkOrderMoved."""
    if not await WORK_ORDER.move(session, WorkOrder, order.id, source=source, to=to, **(values or {})):
        await session.refresh(order, ["status"])
        raise WorkOrderMoved(status=order.status)
    return await _entail(session, order.id, action, actor, note)


async def _entail(session: AsyncSession, order_id: int, action: str, actor: Actor, note: str) -> WorkOrder:
    order = await session.get_one(WorkOrder, order_id, populate_existing=True)
    await history.note(session, order_id, action, order.status, actor, text=note)
    if kind := EVENTS.get(action):
        await emit(session, telling.told(order, kind))
    if action in {"assign", "complete"}:
        mine = sa.select(sa.func.count()).where(WorkHistory.order_id == order_id)
        occasion = await session.scalar(mine) or 0
        if action == "assign":
            await telling.tell_worker(session, order, actor, occasion)
        else:
            await telling.tell_reporter(session, order, occasion)
    return order


async def assign(session: AsyncSession, order: WorkOrder, actor: Actor, assignee_id: int, name: str) -> WorkOrder:
    """To somebody, or to somebody else; what is in progress goes on in other hands."""
    if order.status in GIVEN:
        given = sa.and_(WorkOrder.id == order.id, WorkOrder.status == order.status)
        if not await changed(session, sa.update(WorkOrder).where(given).values(assignee_id=assignee_id)):
            raise WorkOrderMoved(status=order.status)
        return await _entail(session, order.id, "assign", actor, name)
    return await step(
        session, order, "assign", ASSIGNED, actor, note=name, source=OPEN, values={"assignee_id": assignee_id}
    )


async def take(session: AsyncSession, order: WorkOrder, actor: Actor) -> WorkOrder:
    """Whoever is first has it."""
    return await step(session, order, "take", ASSIGNED, actor, source=OPEN, values={"assignee_id": actor.id})


async def start(session: AsyncSession, order: WorkOrder, actor: Actor) -> WorkOrder:
    return await step(session, order, "start", IN_PROGRESS, actor, source=ASSIGNED)


async def hold(session: AsyncSession, order: WorkOrder, actor: Actor, reason: str, note: str = "") -> WorkOrder:
    text = "：".join(part for part in (HOLD_REASONS[reason], note) if part)
    return await step(session, order, "hold", ON_HOLD, actor, note=text, values={"hold_reason": reason})


async def resume(session: AsyncSession, order: WorkOrder, actor: Actor) -> WorkOrder:
    return await step(session, order, "resume", IN_PROGRESS, actor, source=ON_HOLD, values={"hold_reason": ""})


def missing(order: WorkOrder) -> tuple[list[str], bool]:
    """The required items that are not done, and whether the signature is missing."""
    undone = [check.text for check in order.checks if check.required and check.done_at is None]
    return undone, order.needs_signature and order.signed_at is None


async def complete(
    session: AsyncSession,
    order: WorkOrder,
    actor: Actor,
    result: str,
    downtime: tuple[datetime | None, datetime | None] = (None, None),
) -> WorkOrder:
    """It is repaired. Raises WorkOrderIncomplete, and WorkOrderMoved first."""
    if order.status != IN_PROGRESS:
        raise WorkOrderMoved(status=order.status)
    undone, unsigned = missing(order)
    if undone or unsigned:
        raise WorkOrderIncomplete(missing=undone, signature=unsigned)
    values = {
        "result": result,
        "downtime_from": downtime[0],
        "downtime_to": downtime[1],
        "completed_at": clock.now(),
    }
    return await step(session, order, "complete", PENDING_ACCEPTANCE, actor, note=result, values=values)


async def accept(session: AsyncSession, order: WorkOrder, actor: Actor, note: str = "") -> WorkOrder:
    return await step(session, order, "accept", CLOSED, actor, note=note, values={"closed_at": clock.now()})


async def reject(session: AsyncSession, order: WorkOrder, actor: Actor, why: str) -> WorkOrder:
    """It goes on; what was signed was signed for work that is not done, so it has to be signed again."""
    values = {"completed_at": None, "signed_at": None, "signed_by": ""}
    return await step(session, order, "reject", IN_PROGRESS, actor, note=why, source=PENDING_ACCEPTANCE, values=values)


async def cancel(session: AsyncSession, order: WorkOrder, actor: Actor, why: str) -> WorkOrder:
    return await step(session, order, "cancel", CANCELED, actor, note=why)


async def archive(session: AsyncSession, order: WorkOrder, actor: Actor, note: str = "") -> WorkOrder:
    return await step(session, order, "archive", ARCHIVED, actor, note=note)


async def archive_due(session: AsyncSession, _: Payload) -> None:
    """What was accepted long enough ago."""
    before = clock.now() - WorkOrderSettings.load().archive_after
    due = sa.select(WorkOrder).where(WorkOrder.status == CLOSED, WorkOrder.closed_at <= before)
    for order in (await session.scalars(due.order_by(WorkOrder.id).limit(500).with_for_update())).all():
        await archive(session, order, SYSTEM, "到期自动归档")
