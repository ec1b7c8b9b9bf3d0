"""What progress tells about a person: what he watched, and when."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.course.api import Lesson
from app.modules.learning_progress.models import LearningClock, LessonProgress


class LearningData:
    section = "learning"

    async def export(self, session: AsyncSession, user_id: int) -> list[dict[str, object]]:
        statement = sa.select(LessonProgress, Lesson.title).join(Lesson, Lesson.id == LessonProgress.lesson_id)
        mine = statement.where(LessonProgress.user_id == user_id)
        rows = await session.execute(mine.order_by(LessonProgress.enrollment_id, LessonProgress.lesson_id))
        return [
            {
                "lesson": title,
                "percent": row.percent,
                "started_at": row.started_at.isoformat(),
                "seen_at": row.seen_at.isoformat(),
                "done_at": row.done_at.isoformat() if row.done_at else None,
            }
            for row, title in rows.all()
        ]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """All of it goes; what was completed stands with the enrolment."""
        await session.execute(sa.delete(LessonProgress).where(LessonProgress.user_id == user_id))
        await session.execute(sa.delete(LearningClock).where(LearningClock.user_id == user_id))

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Nothing was collected for a purpose."""
