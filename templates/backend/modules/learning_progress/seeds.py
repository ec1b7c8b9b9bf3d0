"""Demo data: how far the demo's learners have come."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.module import SeedData
from app.modules.course.api import Enrollment, complete, course_ids_by_code, outline_of
from app.modules.learning_progress.models import LessonProgress


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `learned`: `course` (its code) and `lessons`, a number for each of its learners in the order in which they
    enrolled: so many of its lessons, from the first, are done. Raises KeyError for an unknown code.
    """
    rows = data.rows.get("learned", ())
    ids = await course_ids_by_code(session, [row["course"] for row in rows])
    for row in rows:
        course_id = ids[row["course"]]
        lessons = (await outline_of(session, course_id)).in_order
        statement = sa.select(Enrollment).where(Enrollment.course_id == course_id).order_by(Enrollment.id)
        for enrollment, count in zip(await session.scalars(statement), row["lessons"], strict=False):
            for number, lesson in enumerate(lessons[:count]):
                at = clock.now() - timedelta(hours=count - number)
                length_ms = lesson.video.duration_ms if lesson.video else None
                session.add(
                    LessonProgress(
                        enrollment_id=enrollment.id,
                        lesson_id=lesson.id,
                        user_id=enrollment.user_id,
                        length_ms=length_ms,
                        ranges=[[0, length_ms]] if length_ms else [],
                        watched_ms=length_ms or 60_000,
                        at_end=True,
                        started_at=at,
                        seen_at=at,
                        checked_at=at,
                        learned_at=at,
                        done_at=at,
                    )
                )
            if lessons and count >= len(lessons):
                await complete(session, enrollment.id)
    await session.flush()
