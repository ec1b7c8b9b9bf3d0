"""From money to lessons: what was paid for is opened, and what goes back is closed.

Every function may be called again for the same fact: the second time it changes nothing.
"""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.aftersale import RETURNS, AftersaleCompleted, NothingReturned
from app.contracts.course import EnrollmentExpired
from app.contracts.order import OrderCanceled, OrderReady, OrderRefunded
from app.core import clock
from app.core.context import SYSTEM
from app.core.database import changed
from app.modules.course.api import EnrollmentNotFound, admit, enrollment_of, suspend
from app.modules.order.api import complete, find
from app.modules.segment_pay import offers
from app.modules.segment_pay.models import Entitlement
from app.modules.segment_pay.states import ACTIVE, HELD, OVER, REFUNDING, REVOKED

REFUNDED = "订单退款"


async def on_order_ready(session: AsyncSession, event: OrderReady) -> None:
    """It is paid, and its group is complete: its parts of courses are open. Where it has nothing else it is done."""
    held = sa.and_(Entitlement.order_id == event.order_id, Entitlement.status == HELD)
    opened = sa.update(Entitlement).where(held).values(status=ACTIVE, granted_at=clock.now())
    courses = await session.scalars(
        opened.returning(Entitlement.course_id), execution_options={"synchronize_session": False}
    )
    for course_id in sorted(set(courses.all())):
        await admit(session, event.user_id, course_id)
    skus = {line.sku_id for line in event.lines}
    if skus and skus == (await offers.by_sku(session, skus)).keys():
        await complete(session, event.order_id, SYSTEM, "课程已开通")


async def on_order_canceled(session: AsyncSession, event: OrderCanceled) -> None:
    """The step has closed what it held or had opened; without any of it the learner no longer learns."""
    rows = await session.scalars(sa.select(Entitlement.course_id).where(Entitlement.order_id == event.order_id))
    await close_courses(session, event.user_id, set(rows.all()))


async def on_order_refunded(session: AsyncSession, event: OrderRefunded) -> None:
    """All of its money is back, whoever gave it."""
    if event.refunded_fen == event.payable_fen:
        await revoke(session, event.user_id, Entitlement.order_id == event.order_id)


async def on_aftersale_completed(session: AsyncSession, event: AftersaleCompleted) -> None:
    """Some of an order is back: those lines are closed."""
    back = await RETURNS.one(NothingReturned()).refunded(session, event.order_id)
    order = await find(session, event.order_id)
    skus = [line.sku_id for line in order.lines if back.get(line.id)]
    mine = sa.and_(Entitlement.order_id == event.order_id, Entitlement.sku_id.in_(skus))
    await revoke(session, event.user_id, mine)


async def on_enrollment_expired(session: AsyncSession, event: EnrollmentExpired) -> None:
    """What was paid for has been had, and can be bought again."""
    theirs = sa.and_(
        Entitlement.user_id == event.user_id, Entitlement.course_id == event.course_id, Entitlement.status == ACTIVE
    )
    await changed(session, sa.update(Entitlement).where(theirs).values(status=OVER, ended_at=clock.now()))


async def revoke(session: AsyncSession, user_id: int, which: sa.ColumnElement[bool]) -> None:
    """These parts are closed to their owner."""
    theirs = sa.and_(which, Entitlement.status.in_([HELD, ACTIVE, REFUNDING]))
    gone = sa.update(Entitlement).where(theirs).values(status=REVOKED, ended_at=clock.now())
    courses = await session.scalars(
        gone.returning(Entitlement.course_id), execution_options={"synchronize_session": False}
    )
    await close_courses(session, user_id, set(courses.all()))


async def close_courses(session: AsyncSession, user_id: int, course_ids: Collection[int]) -> None:
    """Whoever has no part of a course left is no longer learning it."""
    for course_id in sorted(course_ids):
        has = sa.select(Entitlement.id).where(
            Entitlement.user_id == user_id, Entitlement.course_id == course_id, Entitlement.status == ACTIVE
        )
        if await session.scalar(has.limit(1)):
            continue
        try:
            enrollment = await enrollment_of(session, user_id, course_id)
        except EnrollmentNotFound:
            continue  # he never came to pay
        if not enrollment.free:
            await suspend(session, enrollment.id, REFUNDED)
