"""What exams know about a person: which he sat, what he answered, and what came of it."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.exam.models import Attempt
from app.modules.exam.states import GRADED


class ExamData:
    section = "exams"

    async def export(self, session: AsyncSession, user_id: int) -> list[dict[str, object]]:
        """Questions as they were asked, without their keys: those are the school's."""
        rows = await session.scalars(sa.select(Attempt).where(Attempt.user_id == user_id).order_by(Attempt.id))
        return [
            {
                "id": row.id,
                "exam": row.exam.title,
                "number": row.number,
                "status": row.status,
                "started_at": row.started_at.isoformat(),
                "submitted_at": row.submitted_at.isoformat() if row.submitted_at else None,
                "score": row.score,
                "passed": row.passed,
                "answers": [
                    {"question": asked["stem"], "answer": row.answers.get(str(asked["id"]))} for asked in row.paper
                ],
            }
            for row in rows
        ]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """What was filled in goes; the result stays as proof of what was passed, and whose it was is forgotten with
        the account.
        """
        mine = sa.update(Attempt).where(Attempt.user_id == user_id, Attempt.status == GRADED)
        await session.execute(mine.values(answers={}))

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Nothing was collected for a purpose."""
