"""Heartbeats: what a player says, and what of it counts.

A heartbeat is one short transaction: the lesson's row, the person's clock, and nothing else as a rule. It may be sent
again: no time has passed then, so nothing is counted twice.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.exam import QUIZZES, AttemptGraded, NoQuizzes
from app.contracts.learning_progress import LessonCompleted
from app.core import clock
from app.core.database import changed, upsert
from app.core.events import emit
from app.modules.course.api import LEARNING, Enrollment, complete, enrollment_by_id, outline_of, require_lesson
from app.modules.learning_progress import rule
from app.modules.learning_progress.models import LearningClock, LessonProgress
from app.modules.learning_progress.ranges import Range, credited, length, merged
from app.modules.learning_progress.schemas import HeartbeatIn
from app.modules.learning_progress.settings import LearningProgressSettings

SILENT_FOR = timedelta(seconds=40)
"""After which another player of the same person may take the clock."""
LONGEST = timedelta(seconds=60)
"""Between two heartbeats no more time counts than this, however long it was."""
MOST_RANGES = 300
"""Nobody watches a lesson in more pieces."""
CHECK_EVERY = timedelta(minutes=5)
"""How long a lesson counts as open once it was."""


@dataclass(frozen=True)
class Beat:
    """What came of a heartbeat; `elsewhere`: another player holds the clock, and nothing was counted."""

    row: LessonProgress
    elsewhere: bool


async def beat(session: AsyncSession, user_id: int, lesson_id: int, body: HeartbeatIn) -> Beat:
    """Count what can have been watched since this player last spoke.

    Raises LessonNotFound, NotEntitled.
    """
    now = clock.now()
    row = await _row(session, user_id, lesson_id, now)
    passed = await _tick(session, user_id, lesson_id, body.player, now)
    if passed is None:
        return Beat(row, elsewhere=True)
    row.seen_at = now
    if row.length_ms is None:
        row.at_end = row.at_end or body.at_end
        row.watched_ms += round(passed.total_seconds() * 1000) if body.reading else 0
    else:
        speed = LearningProgressSettings.load().max_speed
        budget_ms = round(passed.total_seconds() * 1000 * speed)
        claims = [(round(start * 1000), round(end * 1000)) for start, end in body.watched]
        granted = credited(claims, budget_ms=budget_ms, length_ms=row.length_ms)
        row.position_ms = min(round(body.position_s * 1000), row.length_ms)
        if granted:
            known: list[Range] = [(start, end) for start, end in row.ranges]
            ranges = merged(known, granted)
            if len(ranges) <= MOST_RANGES:
                row.ranges, row.watched_ms = [list(one) for one in ranges], length(ranges)
    if row.learned_at is None and rule.learned(row):
        row.learned_at = now
    await session.flush()
    if row.learned_at is not None and row.done_at is None:
        await settle(session, row.enrollment_id, lesson_id, user_id)
        await session.refresh(row)
    return Beat(row, elsewhere=False)


async def _tick(session: AsyncSession, user_id: int, lesson_id: int, player: str, now: datetime) -> timedelta | None:
    """How long ago this player last spoke of the lesson: nothing when it begins, None when another of the person's is
    at work.

    One statement, which locks the row until the transaction ends.
    """
    begun = {"player": player, "lesson_id": lesson_id, "beat_at": now}
    write = upsert(session, LearningClock).values(user_id=user_id, previous_at=None, **begun)
    same = LearningClock.player == player
    goes_on = sa.and_(same, LearningClock.lesson_id == lesson_id)
    write = write.on_conflict_do_update(
        index_elements=["user_id"],
        set_={**begun, "previous_at": sa.case((goes_on, LearningClock.beat_at), else_=None)},
        where=sa.or_(same, LearningClock.beat_at < now - SILENT_FOR),
    )
    told = (await session.execute(write.returning(LearningClock.previous_at))).first()
    if told is None:
        return None
    previous = told.previous_at
    return timedelta() if previous is None else min(max(now - previous, timedelta()), LONGEST)


async def _row(session: AsyncSession, user_id: int, lesson_id: int, now: datetime) -> LessonProgress:
    """The lesson's row, made with the first heartbeat and locked until the transaction ends.

    Raises LessonNotFound, NotEntitled.
    """
    statement = sa.select(LessonProgress).join(Enrollment, Enrollment.id == LessonProgress.enrollment_id)
    mine = sa.and_(LessonProgress.user_id == user_id, LessonProgress.lesson_id == lesson_id)
    fresh = sa.and_(LessonProgress.checked_at > now - CHECK_EVERY, Enrollment.status.in_(LEARNING))
    running = sa.or_(Enrollment.expires_at.is_(None), Enrollment.expires_at > now)
    statement = statement.where(mine, fresh, running).with_for_update(of=LessonProgress)
    row = await session.scalar(statement, execution_options={"populate_existing": True})
    if row is not None:
        return row
    lesson, enrollment = await require_lesson(session, user_id, lesson_id)
    length_ms = lesson.video.duration_ms if lesson.video else None
    new: dict[str, object] = {
        "user_id": user_id,
        "length_ms": length_ms,
        "ranges": [],
        "watched_ms": 0,
        "position_ms": 0,
        "at_end": False,
        "started_at": now,
        "seen_at": now,
        "checked_at": now,
    }
    write = upsert(session, LessonProgress).values(enrollment_id=enrollment.id, lesson_id=lesson_id, **new)
    write = write.on_conflict_do_update(
        index_elements=["enrollment_id", "lesson_id"], set_={"checked_at": now, "length_ms": length_ms}
    )
    await session.execute(write)
    return await session.get_one(LessonProgress, (enrollment.id, lesson_id), populate_existing=True)


async def settle(session: AsyncSession, enrollment_id: int, lesson_id: int, user_id: int) -> bool:
    """The lesson is done, if enough of it was watched and its quiz is passed; with the last one, the course is.

    False when it is not, or has been before.
    """
    quizzes = QUIZZES.one(NoQuizzes())
    if await quizzes.asked(session, [lesson_id]) - await quizzes.passed(session, user_id, [lesson_id]):
        return False
    ready = sa.and_(
        LessonProgress.enrollment_id == enrollment_id,
        LessonProgress.lesson_id == lesson_id,
        LessonProgress.learned_at.is_not(None),
        LessonProgress.done_at.is_(None),
    )
    if not await changed(session, sa.update(LessonProgress).where(ready).values(done_at=clock.now())):
        return False
    course_id = (await enrollment_by_id(session, enrollment_id)).course_id
    await emit(session, LessonCompleted(enrollment_id, course_id, lesson_id, user_id))
    await _complete(session, enrollment_id, course_id)
    return True


async def _complete(session: AsyncSession, enrollment_id: int, course_id: int) -> None:
    """The course, when each of its lessons is done."""
    done = sa.select(LessonProgress.lesson_id).where(
        LessonProgress.enrollment_id == enrollment_id, LessonProgress.done_at.is_not(None)
    )
    missing = {lesson.id for lesson in (await outline_of(session, course_id)).in_order}
    missing -= set(await session.scalars(done))
    if not missing:
        await complete(session, enrollment_id)


async def on_attempt_graded(session: AsyncSession, event: AttemptGraded) -> None:
    """What waited for its quiz is done."""
    if event.lesson_id is None or not event.passed:
        return
    waiting = sa.select(LessonProgress.enrollment_id).where(
        LessonProgress.user_id == event.user_id,
        LessonProgress.lesson_id == event.lesson_id,
        LessonProgress.learned_at.is_not(None),
        LessonProgress.done_at.is_(None),
    )
    for enrollment_id in (await session.scalars(waiting)).all():
        await settle(session, enrollment_id, event.lesson_id, event.user_id)
