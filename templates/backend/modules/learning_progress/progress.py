"""How far learners have come, for the courses' own pages."""

from collections.abc import Collection, Mapping

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.course import Learned
from app.modules.course.api import Enrollment, Lesson, lesson_counts
from app.modules.learning_progress.models import LessonProgress


class Followed:
    followed = True

    async def learned(self, session: AsyncSession, enrollment_ids: Collection[int]) -> Mapping[int, Learned]:
        """Lessons that have been taken out of their course no longer count."""
        statement = (
            sa.select(LessonProgress.enrollment_id, LessonProgress.lesson_id, Lesson.course_id)
            .join(Lesson, Lesson.id == LessonProgress.lesson_id)
            .where(LessonProgress.enrollment_id.in_(enrollment_ids), LessonProgress.done_at.is_not(None), Lesson.active)
        )
        done: dict[int, set[int]] = {}
        courses: dict[int, int] = {}
        for enrollment_id, lesson_id, course_id in await session.execute(statement):
            done.setdefault(enrollment_id, set()).add(lesson_id)
            courses[enrollment_id] = course_id
        counts = await lesson_counts(session, set(courses.values()))
        completed = sa.and_(Enrollment.id.in_(enrollment_ids), Enrollment.completed_at.is_not(None))
        over = set(await session.scalars(sa.select(Enrollment.id).where(completed)))
        return {
            number: Learned(
                frozenset(lessons),
                100 if number in over else min(100, len(lessons) * 100 // max(1, counts.get(courses[number], 0))),
            )
            for number, lessons in done.items()
        }
