"""What staff do with an order, through the API and at the console: found, locked, allowed, moved and put on record."""

from collections.abc import Awaitable, Callable

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit
from app.core.staff import Staff
from app.modules.work_order import finding, moves
from app.modules.work_order.models import WorkOrder
from app.modules.work_order.opening import Wish, open_order
from app.modules.work_order.schemas import AcceptIn, AssignIn, CompleteIn, HoldIn, OpenIn, ReasonIn

Move = Callable[[WorkOrder], Awaitable[WorkOrder]]


async def open_by(session: AsyncSession, staff: Staff, body: OpenIn) -> int:
    """Raises ChecklistUnknown."""
    wish = Wish(
        title=body.title,
        asset=body.asset,
        priority=body.priority,
        source="staff",
        description=body.description,
        checklist=body.checklist,
        due_at=body.due_at,
    )
    order_id = await open_order(session, staff.actor, wish)
    assert order_id is not None  # noqa: S101  # only a source_key can be taken
    await audit.record(session, staff.actor, "work_order.open", "work_order", order_id)
    return order_id


async def perform(session: AsyncSession, staff: Staff, order_id: int, action: str, move: Move) -> WorkOrder:
    """Raises WorkOrderNotFound, Forbidden, WorkOrderNotYours, and what `move` raises."""
    order = await finding.find(session, staff, order_id, lock=True)
    finding.check_may(order, staff, action)
    moved = await move(order)
    await audit.record(session, staff.actor, f"work_order.{action}", "work_order", order_id)
    return moved


async def assign(session: AsyncSession, staff: Staff, order_id: int, body: AssignIn) -> None:
    """Raises AssigneeUnknown besides."""
    worker = await finding.worker(session, body.assignee_id)
    await perform(
        session,
        staff,
        order_id,
        "assign",
        lambda order: moves.assign(session, order, staff.actor, worker.id, worker.name),
    )


async def take(session: AsyncSession, staff: Staff, order_id: int) -> None:
    await perform(session, staff, order_id, "take", lambda order: moves.take(session, order, staff.actor))


async def start(session: AsyncSession, staff: Staff, order_id: int) -> None:
    await perform(session, staff, order_id, "start", lambda order: moves.start(session, order, staff.actor))


async def hold(session: AsyncSession, staff: Staff, order_id: int, body: HoldIn) -> None:
    await perform(
        session,
        staff,
        order_id,
        "hold",
        lambda order: moves.hold(session, order, staff.actor, body.reason, body.note),
    )


async def resume(session: AsyncSession, staff: Staff, order_id: int) -> None:
    await perform(session, staff, order_id, "resume", lambda order: moves.resume(session, order, staff.actor))


async def complete(session: AsyncSession, staff: Staff, order_id: int, body: CompleteIn) -> None:
    """Raises WorkOrderIncomplete besides."""
    downtime = (body.downtime_from, body.downtime_to)
    await perform(
        session,
        staff,
        order_id,
        "complete",
        lambda order: moves.complete(session, order, staff.actor, body.result, downtime),
    )


async def accept(session: AsyncSession, staff: Staff, order_id: int, body: AcceptIn) -> None:
    await perform(
        session, staff, order_id, "accept", lambda order: moves.accept(session, order, staff.actor, body.note)
    )


async def reject(session: AsyncSession, staff: Staff, order_id: int, body: ReasonIn) -> None:
    await perform(
        session, staff, order_id, "reject", lambda order: moves.reject(session, order, staff.actor, body.reason)
    )


async def cancel(session: AsyncSession, staff: Staff, order_id: int, body: ReasonIn) -> None:
    await perform(
        session, staff, order_id, "cancel", lambda order: moves.cancel(session, order, staff.actor, body.reason)
    )


async def archive(session: AsyncSession, staff: Staff, order_id: int) -> None:
    await perform(session, staff, order_id, "archive", lambda order: moves.archive(session, order, staff.actor))
