"""Reports of people who have scanned a machine's code: no account, no sign-in, a code of their own to look again."""

import secrets

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.core.database import changed, upsert
from app.modules.work_order import attachments, moves
from app.modules.work_order.errors import RepairRequestAnswered, RepairRequestNotFound, WorkOrderMoved
from app.modules.work_order.models import RepairRequest, WorkOrder
from app.modules.work_order.opening import TITLE, Wish, name_of, open_order
from app.modules.work_order.schemas import ApproveIn, RequestIn, VerdictIn
from app.modules.work_order.states import APPROVED, PENDING_ACCEPTANCE, REFUSED, REQUEST

REPORTER = Actor("user")
"""Whoever holds the report's code."""


async def report(session: AsyncSession, body: RequestIn) -> RepairRequest:
    """The new report, or the one that was made of the same attempt. Raises TooManyAttachments, AttachmentUnknown."""
    row = {
        "code": secrets.token_urlsafe(18),
        "attempt": body.attempt,
        "asset": body.asset,
        "asset_name": await name_of(session, body.asset),
        "description": body.description,
        "status": REQUEST.initial,
        "created_at": clock.now(),
    }
    insert = upsert(session, RepairRequest).values(row).on_conflict_do_nothing(index_elements=["attempt"])
    request_id = await session.scalar(insert.returning(RepairRequest.id))
    if request_id is None:
        made = await session.scalars(sa.select(RepairRequest).where(RepairRequest.attempt == body.attempt))
        return made.one()
    await attachments.attach_to_request(session, request_id, body.picture_keys)
    return await session.get_one(RepairRequest, request_id, populate_existing=True)


async def by_code(session: AsyncSession, code: str) -> RepairRequest:
    """Raises RepairRequestNotFound."""
    found = await session.scalar(
        sa.select(RepairRequest).where(RepairRequest.code == code), execution_options={"populate_existing": True}
    )
    if found is None:
        raise RepairRequestNotFound
    return found


async def find(session: AsyncSession, request_id: int) -> RepairRequest:
    """Raises RepairRequestNotFound."""
    request = await session.get(RepairRequest, request_id, populate_existing=True)
    if request is None:
        raise RepairRequestNotFound
    return request


async def approve(session: AsyncSession, actor: Actor, request_id: int, body: ApproveIn) -> int:
    """The id of the order that it becomes, pictures and all.

    Raises RepairRequestNotFound, RepairRequestAnswered, ChecklistUnknown.
    """
    request = await find(session, request_id)
    wish = Wish(
        title=body.title or request.description.splitlines()[0][:TITLE],
        asset=request.asset,
        priority=body.priority,
        source="request",
        description=request.description,
        source_key=f"request:{request_id}",
        checklist=body.checklist,
    )
    order_id = await open_order(session, actor, wish)
    approved = order_id is not None and await REQUEST.move(
        session, RepairRequest, request_id, to=APPROVED, order_id=order_id, answered_at=clock.now()
    )
    if order_id is None or not approved:
        await session.refresh(request, ["status"])
        raise RepairRequestAnswered(status=request.status)
    await attachments.carry_over(session, request_id, order_id)
    await audit.record(session, actor, "repair_request.approve", "repair_request", request_id)
    return order_id


async def refuse(session: AsyncSession, actor: Actor, request_id: int, reason: str) -> None:
    """Raises RepairRequestNotFound, RepairRequestAnswered."""
    moved = await REQUEST.move(session, RepairRequest, request_id, to=REFUSED, reason=reason, answered_at=clock.now())
    request = await find(session, request_id)
    if not moved:
        raise RepairRequestAnswered(status=request.status)
    await audit.record(session, actor, "repair_request.refuse", "repair_request", request_id, reason=reason)


async def judge(session: AsyncSession, code: str, body: VerdictIn) -> RepairRequest:
    """By whoever reported it. Raises RepairRequestNotFound, WorkOrderMoved when nothing waits for him."""
    request = await by_code(session, code)
    if request.order_id is None:
        raise WorkOrderMoved(status=request.status)
    order = await session.get_one(WorkOrder, request.order_id, with_for_update=True, populate_existing=True)
    if order.status != PENDING_ACCEPTANCE:
        raise WorkOrderMoved(status=order.status)
    if body.accepted:
        await moves.accept(session, order, REPORTER, body.reason or "报修人验收")
    else:
        await moves.reject(session, order, REPORTER, body.reason)
    return await by_code(session, code)


async def follow(session: AsyncSession, code: str, user_id: int) -> RepairRequest:
    """The customer is told when it is repaired; the first one who asks. Raises RepairRequestNotFound."""
    free = sa.and_(RepairRequest.code == code, RepairRequest.user_id.is_(None))
    await changed(session, sa.update(RepairRequest).where(free).values(user_id=user_id))
    return await by_code(session, code)
