"""Demo data: how customers of the demo's orders answered."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM
from app.core.module import SeedData
from app.modules.order.api import by_number
from app.modules.survey.models import Answer, Ticket
from app.modules.survey.settings import SurveySettings
from app.modules.survey.states import HANDLED, OPEN


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `answers`: `order` (its number), `score`, and `text`, `handled` (the note on its ticket) where given.

    Raises OrderNotFound.
    """
    for row in data.rows.get("answers", []):
        order = await by_number(session, str(row["order"]))
        given_at = (order.completed_at or order.created_at) + timedelta(hours=5)
        answer = Answer(
            order_id=order.id,
            order_no=order.order_no,
            user_id=order.user_id,
            score=row["score"],
            text=row.get("text", ""),
            created_at=given_at,
        )
        session.add(answer)
        await session.flush()
        if answer.score <= SurveySettings.load().low_score:
            note = row.get("handled", "")
            handled = {"handled_by": str(SYSTEM), "handled_at": given_at + timedelta(hours=2)} if note else {}
            status = HANDLED if note else OPEN
            session.add(Ticket(answer_id=answer.id, status=status, note=note, created_at=given_at, **handled))
    await session.flush()
