from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.exam.models import Attempt, Exam
from app.modules.exam.states import PUBLISHED


class ExamQuizzes:
    """The exams of lessons, to whoever judges whether a lesson is done."""

    async def asked(self, session: AsyncSession, lesson_ids: Collection[int]) -> frozenset[int]:
        rows = await session.scalars(
            sa.select(Exam.lesson_id).where(Exam.lesson_id.in_(lesson_ids), Exam.status == PUBLISHED)
        )
        return frozenset(number for number in rows if number is not None)

    async def passed(self, session: AsyncSession, user_id: int, lesson_ids: Collection[int]) -> frozenset[int]:
        statement = sa.select(Exam.lesson_id).join(Attempt, Attempt.exam_id == Exam.id)
        mine = sa.and_(Attempt.user_id == user_id, Attempt.passed.is_(True), Exam.lesson_id.in_(lesson_ids))
        return frozenset(number for number in await session.scalars(statement.where(mine)) if number is not None)
