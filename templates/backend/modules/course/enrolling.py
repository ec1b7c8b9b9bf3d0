"""Enrolling, and what becomes of an enrolment. Each move is one statement, with its event in the same transaction.

Functions that answer with a bool say whether they moved anything: False means that somebody else was faster.
"""

from collections.abc import Collection
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.course import EnrollmentCompleted, EnrollmentExpired, EnrollmentStarted, EnrollmentSuspended
from app.core import audit, clock, jobs
from app.core.context import Actor
from app.core.database import changed, upsert
from app.core.events import emit
from app.core.jobs import Payload
from app.modules.course import outline, rights
from app.modules.course.errors import CourseNotFound, CourseStatus, Enrolled, EnrollmentNotFound, EnrollmentStatus
from app.modules.course.models import Course, Enrollment
from app.modules.course.states import ACTIVE, COMPLETED, ENROLLMENT, EXPIRED, PUBLISHED, SUSPENDED

EXPIRE = "course.expire"


async def enroll(session: AsyncSession, user_id: int, course_id: int) -> Enrollment:
    """By the customer. Raises CourseNotFound, CourseStatus, NotEntitled, Enrolled."""
    course = await outline.find(session, course_id)
    if course.published_at is None:
        raise CourseNotFound
    if course.status != PUBLISHED:
        raise CourseStatus("课程已下架，不能报名", status=course.status)
    may = await rights.in_course(session, user_id, course_id)
    if not may.may_enroll:
        raise may.refusal(course_id)
    if not await _start(session, user_id, course, from_=(EXPIRED,), free=not may.offers):
        raise Enrolled(status=(await one_of(session, user_id, course_id)).status)
    return await one_of(session, user_id, course_id)


async def admit(session: AsyncSession, user_id: int, course_id: int) -> Enrollment:
    """For a module that gives the right to learn: he has paid, or his employer has. Repeating it changes nothing.

    What was suspended or had expired goes on. Raises CourseNotFound.
    """
    course = await outline.find(session, course_id)
    await _start(session, user_id, course, from_=(EXPIRED, SUSPENDED), free=False)
    return await one_of(session, user_id, course_id)


async def _start(session: AsyncSession, user_id: int, course: Course, *, from_: Collection[str], free: bool) -> bool:
    """The row is there once; one in a state of `from_` begins anew."""
    now = clock.now()
    expires_at = now + timedelta(days=course.valid_days) if course.valid_days else None
    begun: dict[str, object] = {"status": ACTIVE, "free": free, "enrolled_at": now, "expires_at": expires_at}
    begun |= {"completed_at": None, "suspended_at": None, "suspended_because": ""}
    write = upsert(session, Enrollment).values(course_id=course.id, user_id=user_id, **begun)
    write = write.on_conflict_do_update(
        index_elements=["course_id", "user_id"], set_=begun, where=Enrollment.status.in_(from_)
    )
    if not await changed(session, write):
        return False
    row = await one_of(session, user_id, course.id)
    if expires_at is not None:
        key = f"{row.id}:{expires_at:%Y%m%d%H%M%S}"
        await jobs.schedule(session, EXPIRE, key=key, run_at=expires_at, payload={"enrollment_id": row.id})
    await emit(session, EnrollmentStarted(row.id, course.id, user_id))
    return True


async def complete(session: AsyncSession, enrollment_id: int) -> bool:
    """Everything is learned."""
    now = clock.now()
    if not await ENROLLMENT.move(session, Enrollment, enrollment_id, source=ACTIVE, to=COMPLETED, completed_at=now):
        return False
    row = await by_id(session, enrollment_id)
    await emit(session, EnrollmentCompleted(row.id, row.course_id, row.user_id))
    return True


async def suspend(session: AsyncSession, enrollment_id: int, reason: str) -> bool:
    """The lessons are closed until it goes on. `reason` is for people."""
    now = clock.now()
    if not await ENROLLMENT.move(
        session, Enrollment, enrollment_id, to=SUSPENDED, suspended_at=now, suspended_because=reason
    ):
        return False
    row = await by_id(session, enrollment_id)
    await emit(session, EnrollmentSuspended(row.id, row.course_id, row.user_id, reason))
    return True


async def resume(session: AsyncSession, enrollment_id: int) -> bool:
    """What was suspended goes on, as completed where it had been."""
    row = await by_id(session, enrollment_id)
    to = COMPLETED if row.completed_at else ACTIVE
    if not await ENROLLMENT.move(
        session, Enrollment, enrollment_id, source=SUSPENDED, to=to, suspended_at=None, suspended_because=""
    ):
        return False
    await emit(session, EnrollmentStarted(row.id, row.course_id, row.user_id))
    return True


async def expire(session: AsyncSession, payload: Payload) -> None:
    """A job: the time is over, unless it was prolonged meanwhile."""
    over = sa.and_(
        Enrollment.id == payload["enrollment_id"],
        Enrollment.status == ACTIVE,
        Enrollment.expires_at <= clock.now(),
    )
    if await changed(session, sa.update(Enrollment).where(over).values(status=EXPIRED)):
        row = await by_id(session, payload["enrollment_id"])
        await emit(session, EnrollmentExpired(row.id, row.course_id, row.user_id))


async def by_id(session: AsyncSession, enrollment_id: int) -> Enrollment:
    """Raises EnrollmentNotFound."""
    row = await session.get(Enrollment, enrollment_id, populate_existing=True)
    if row is None:
        raise EnrollmentNotFound
    return row


async def one_of(session: AsyncSession, user_id: int, course_id: int) -> Enrollment:
    """Raises EnrollmentNotFound."""
    mine = sa.select(Enrollment).where(Enrollment.course_id == course_id, Enrollment.user_id == user_id)
    row = await session.scalar(mine, execution_options={"populate_existing": True})
    if row is None:
        raise EnrollmentNotFound
    return row


async def suspend_by(session: AsyncSession, actor: Actor, enrollment_id: int, reason: str) -> Enrollment:
    """By staff. Raises EnrollmentNotFound, EnrollmentStatus."""
    row = await by_id(session, enrollment_id)
    if not await suspend(session, enrollment_id, reason):
        raise EnrollmentStatus(status=row.status)
    await audit.record(session, actor, "enrollment.suspend", "enrollment", enrollment_id, reason=reason)
    return await by_id(session, enrollment_id)


async def resume_by(session: AsyncSession, actor: Actor, enrollment_id: int) -> Enrollment:
    """By staff. Raises EnrollmentNotFound, EnrollmentStatus."""
    row = await by_id(session, enrollment_id)
    if not await resume(session, enrollment_id):
        raise EnrollmentStatus(status=row.status)
    await audit.record(session, actor, "enrollment.resume", "enrollment", enrollment_id)
    return await by_id(session, enrollment_id)
