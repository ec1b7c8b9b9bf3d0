"""What the one writes down who works on an order: items done, labour, parts and cost, comments."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.stock import STOCK, UnlimitedStock
from app.core import audit, clock
from app.core.context import Actor
from app.core.database import changed
from app.modules.work_order.errors import CheckNotFound, EntryNotFound, WorkOrderMoved
from app.modules.work_order.models import WorkCheck, WorkComment, WorkEntry, WorkOrder
from app.modules.work_order.schemas import EntryIn
from app.modules.work_order.settings import WorkOrderSettings
from app.modules.work_order.states import GIVEN, IN_PROGRESS, PRIORITIES, RUNNING

PART, TAKEN_OUT = "work_part", "work_part_back"
"""What goods leave the stock for, and come back with."""


def _in(order: WorkOrder, states: frozenset[str]) -> None:
    """Raises WorkOrderMoved."""
    if order.status not in states:
        raise WorkOrderMoved(status=order.status)


async def check(session: AsyncSession, order: WorkOrder, actor: Actor, position: int, *, done: bool) -> None:
    """An item of the checklist. Raises WorkOrderMoved unless the order is in progress, CheckNotFound."""
    _in(order, frozenset({IN_PROGRESS}))
    item = sa.and_(WorkCheck.order_id == order.id, WorkCheck.position == position)
    values = {"done_by": actor.id, "done_at": clock.now()} if done else {"done_by": None, "done_at": None}
    if not await changed(session, sa.update(WorkCheck).where(item).values(values)):
        raise CheckNotFound


async def add_entry(session: AsyncSession, order: WorkOrder, actor: Actor, body: EntryIn) -> WorkEntry:
    """A part with a SKU leaves the stock. Raises WorkOrderMoved when nobody has the order in hand, OutOfStock."""
    _in(order, GIVEN)
    entry = WorkEntry(order_id=order.id, added_by=actor.id, at=clock.now(), **body.model_dump())
    session.add(entry)
    await session.flush()
    if entry.sku_id is not None:
        stock = STOCK.one(UnlimitedStock())
        await stock.reserve(session, PART, entry.id, {entry.sku_id: entry.quantity})
        await stock.commit(session, PART, entry.id)
    return entry


async def remove_entry(session: AsyncSession, order: WorkOrder, entry_id: int) -> None:
    """What was written down by mistake; its part is back in the stock. Raises WorkOrderMoved, EntryNotFound."""
    _in(order, GIVEN)
    entry = next((one for one in order.entries if one.id == entry_id), None)
    standing = sa.and_(WorkEntry.id == entry_id, WorkEntry.removed_at.is_(None))
    if entry is None or not await changed(session, sa.update(WorkEntry).where(standing).values(removed_at=clock.now())):
        raise EntryNotFound
    if entry.sku_id is not None:
        back = {entry.sku_id: entry.quantity}
        await STOCK.one(UnlimitedStock()).take_back(session, PART, entry_id, back, by=(TAKEN_OUT, entry_id))


async def comment(session: AsyncSession, order: WorkOrder, actor: Actor, text: str) -> WorkComment:
    row = WorkComment(order_id=order.id, actor=str(actor), at=clock.now(), text=text)
    session.add(row)
    await session.flush()
    return row


async def set_priority(session: AsyncSession, order: WorkOrder, actor: Actor, priority: str) -> None:
    """The time that the order may take follows, counted from when it was opened. Raises WorkOrderMoved."""
    _in(order, RUNNING)
    due_at = order.created_at + WorkOrderSettings.load().due_within(priority)
    urgency = {"priority": priority, "due_at": due_at}
    await session.execute(sa.update(WorkOrder).where(WorkOrder.id == order.id).values(urgency))
    change = [PRIORITIES[order.priority], PRIORITIES[priority]]
    await audit.record(session, actor, "work_order.priority", "work_order", order.id, priority=change)
