"""Staff give back what was paid for one part of a course. It is closed at once; the money follows.

A refund keeps its name (`key`) however often it is tried, so the channel sees one number. Only one that the channel has
closed for good is followed by another.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.course import PROGRESS, NobodyFollows
from app.contracts.payment import PAYMENT, NobodyCollects, RefundFailed, RefundSucceeded
from app.core import audit, clock
from app.core.context import Actor
from app.core.database import changed
from app.modules.course.api import EnrollmentNotFound, enrollment_of, outline_of
from app.modules.order.api import find, refunded
from app.modules.prepaid.api import Fault, Prepayment, RefundOut, Units, rates_at, refund_of
from app.modules.segment_pay import granting
from app.modules.segment_pay.errors import PurchaseNotFound, PurchaseStatus
from app.modules.segment_pay.models import WHOLE, Entitlement
from app.modules.segment_pay.schemas import OwedOut, RefundIn
from app.modules.segment_pay.states import ACTIVE, ENTITLEMENT, REFUNDING

ORDER = "order"
REASON = "课程退款"
_KEY = re.compile(r"segment:(\d+):(\d+)")


async def by_id(session: AsyncSession, entitlement_id: int) -> Entitlement:
    """Raises PurchaseNotFound."""
    row = await session.get(Entitlement, entitlement_id, populate_existing=True)
    if row is None:
        raise PurchaseNotFound
    return row


@dataclass(frozen=True)
class Learned:
    """A part of a course that is open, and how many of its lessons were learned."""

    row: Entitlement
    granted_at: datetime
    lessons: int
    learned: int


async def quote(session: AsyncSession, entitlement_id: int, body: RefundIn) -> OwedOut:
    """What would go back now. Raises PurchaseNotFound, PurchaseStatus."""
    row = await by_id(session, entitlement_id)
    part = await learned_of(session, row)
    if part is None:
        raise PurchaseStatus(status=row.status)
    if body.learned is not None:
        part = replace(part, learned=min(body.learned, part.lessons))
    return owed(part, body.fault)


def owed(part: Learned, fault: Fault) -> OwedOut:
    """By the rule for what is paid beforehand: each lesson of the part is worth the same."""
    had = Units(part.row.listed_fen // max(1, part.lessons), max(1, part.lessons), part.learned)
    case = Prepayment(part.row.paid_fen, had, paid_at=part.granted_at, asked_at=clock.now(), fault=fault)
    refund = RefundOut.of(refund_of(case, rates_at(case.paid_at)))
    return OwedOut(**refund.model_dump(), paid_fen=part.row.paid_fen, learned=part.learned, lessons=part.lessons)


async def learned_of(session: AsyncSession, row: Entitlement) -> Learned | None:
    """None when it is not open."""
    if row.status != ACTIVE or row.granted_at is None:
        return None
    lessons = await _lessons(session, row)
    return Learned(row, row.granted_at, len(lessons), len(lessons & await _learned(session, row)))


async def _lessons(session: AsyncSession, row: Entitlement) -> frozenset[int]:
    outline = await outline_of(session, row.course_id)
    return frozenset(one.id for one in outline.in_order if row.part in (WHOLE, one.chapter_id))


async def _learned(session: AsyncSession, row: Entitlement) -> frozenset[int]:
    """All lessons of the course that the owner has had, as far as anybody follows that."""
    try:
        enrollment = await enrollment_of(session, row.user_id, row.course_id)
    except EnrollmentNotFound:
        return frozenset()
    progress = await PROGRESS.one(NobodyFollows()).learned(session, [enrollment.id])
    return progress[enrollment.id].lessons if enrollment.id in progress else frozenset()


async def refund(session: AsyncSession, actor: Actor, entitlement_id: int, body: RefundIn) -> Entitlement:
    """Close the part and give back what is owed for it. Raises PurchaseNotFound, PurchaseStatus, NotPayable."""
    due = await quote(session, entitlement_id, body)
    if not await ENTITLEMENT.move(
        session,
        Entitlement,
        entitlement_id,
        source=ACTIVE,
        to=REFUNDING,
        refund_fen=due.refund_fen,
        interest_fen=due.interest_fen,
        ended_at=clock.now(),
    ):
        raise PurchaseStatus(status=(await by_id(session, entitlement_id)).status)
    row = await by_id(session, entitlement_id)
    told = {"refund_fen": due.refund_fen, "interest_fen": due.interest_fen, "fault": body.fault}
    await audit.record(session, actor, "course_purchase.refund", "course_purchase", entitlement_id, **told)
    await granting.close_courses(session, row.user_id, [row.course_id])
    return await _give_back(session, row)


async def retry(session: AsyncSession, actor: Actor, entitlement_id: int) -> Entitlement:
    """Ask the channel again for a refund that it did not carry out.

    Raises PurchaseNotFound, PurchaseStatus, NotPayable.
    """
    row = await by_id(session, entitlement_id)
    stuck = sa.and_(Entitlement.id == entitlement_id, Entitlement.status == REFUNDING, Entitlement.failure != "")
    if not await changed(session, sa.update(Entitlement).where(stuck).values(failure="")):
        raise PurchaseStatus(status=row.status)
    await audit.record(session, actor, "course_purchase.retry", "course_purchase", entitlement_id)
    return await _give_back(session, await by_id(session, entitlement_id))


async def _give_back(session: AsyncSession, row: Entitlement) -> Entitlement:
    """Raises NotPayable."""
    order = await find(session, row.order_id)
    payment = PAYMENT.one(NobodyCollects())
    if row.refund_fen and payment.collects:
        key = f"segment:{row.id}:{row.refund_try}"
        fen = row.refund_fen
        await payment.refund(session, ORDER, order.id, amount_fen=fen, key=key, reason=REASON, pay_no=order.pay_no)
        return row
    await granting.revoke(session, row.user_id, Entitlement.id == row.id)
    if row.refund_fen:
        await refunded(session, order.id, order.refunded_fen + row.refund_fen)
    return await by_id(session, row.id)


async def on_refund_succeeded(session: AsyncSession, event: RefundSucceeded) -> None:
    if event.subject == ORDER and (ours := _KEY.fullmatch(event.key)):
        row = await by_id(session, int(ours[1]))
        await granting.revoke(session, row.user_id, Entitlement.id == row.id)


async def on_refund_failed(session: AsyncSession, event: RefundFailed) -> None:
    """Staff see it, and try again: under the same number unless the channel has closed that one."""
    ours = _KEY.fullmatch(event.key) if event.subject == ORDER else None
    if ours is None:
        return
    attempt = int(ours[2])
    mine = sa.and_(Entitlement.id == int(ours[1]), Entitlement.refund_try == attempt, Entitlement.status == REFUNDING)
    told = {"failure": event.reason[:200], "refund_try": attempt + 1 if event.closed else attempt}
    await changed(session, sa.update(Entitlement).where(mine).values(told))
