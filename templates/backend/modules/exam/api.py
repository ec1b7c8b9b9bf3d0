"""What modules that require exams may use."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.exam.models import Attempt, Exam
from app.modules.exam.states import PUBLISHED

__all__ = ["Passed", "final_of", "passed_final"]


@dataclass(frozen=True)
class Passed:
    attempt_id: int
    exam_title: str
    score: int
    """Of 100."""
    at: datetime


async def final_of(session: AsyncSession, course_id: int) -> int | None:
    """The exam about the whole course that can be sat now; None where there is none."""
    statement = sa.select(Exam.id).where(
        Exam.course_id == course_id, Exam.lesson_id.is_(None), Exam.status == PUBLISHED
    )
    return await session.scalar(statement)


async def passed_final(session: AsyncSession, user_id: int, course_id: int) -> Passed | None:
    """The first time that somebody passed an exam about the whole course."""
    statement = sa.select(Attempt).join(Exam, Exam.id == Attempt.exam_id)
    mine = sa.and_(
        Attempt.user_id == user_id, Attempt.passed.is_(True), Exam.course_id == course_id, Exam.lesson_id.is_(None)
    )
    row = await session.scalar(statement.where(mine).order_by(Attempt.graded_at, Attempt.id).limit(1))
    if row is None or row.graded_at is None or row.score is None:
        return None
    return Passed(row.id, row.exam.title, row.score, row.graded_at)
