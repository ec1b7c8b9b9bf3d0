"""What the survey knows about a person: what he answered, and what came of it."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.identity.api import lock_user
from app.modules.survey.models import Answer
from app.modules.survey.schemas import AnswerOut


class SurveyPersonalData:
    section = "survey"

    async def export(self, session: AsyncSession, user_id: int) -> list[dict[str, Any]]:
        rows = await session.scalars(sa.select(Answer).where(Answer.user_id == user_id).order_by(Answer.id))
        return [
            {
                **AnswerOut.model_validate(row).model_dump(mode="json"),
                "follow_up": row.ticket and {"status": row.ticket.status, "note": row.ticket.note},
            }
            for row in rows
        ]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """Everything goes, tickets too: no law asks for an answer to be kept."""
        await lock_user(session, user_id)
        await session.execute(sa.delete(Answer).where(Answer.user_id == user_id))

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Answers are given for no consent of their own."""
