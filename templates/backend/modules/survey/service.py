"""One question after a completed order, and a ticket for who was not happy."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.core.database import upsert
from app.core.pagination import Page, PageQuery, paginate
from app.modules.identity.api import lock_user
from app.modules.order.api import COMPLETED, Order
from app.modules.order.api import find as find_order
from app.modules.survey.errors import SurveyAnswered, SurveyClosed, TicketHandled, TicketNotFound
from app.modules.survey.models import Answer, Ticket
from app.modules.survey.schemas import AnswerIn, AnswerOut, SurveyOut, TicketOut
from app.modules.survey.settings import SurveySettings
from app.modules.survey.states import HANDLED, OPEN, TICKET


def until(order: Order) -> datetime | None:
    """The end of the time for an answer; None while the order is not completed."""
    if order.status != COMPLETED or order.completed_at is None:
        return None
    return order.completed_at + SurveySettings.load().window


class AnswerSurvey:
    """Offers `survey` among the actions of an order as long as it can be answered."""

    async def of(self, session: AsyncSession, user_id: int, order_ids: Collection[int]) -> Mapping[int, Sequence[str]]:
        since = clock.now() - SurveySettings.load().window
        waiting = (
            sa.select(Order.id)
            .where(Order.id.in_(order_ids), Order.user_id == user_id)
            .where(Order.status == COMPLETED, Order.completed_at > since)
            .where(~sa.exists().where(Answer.order_id == Order.id))
        )
        return {order_id: ["survey"] for order_id in await session.scalars(waiting)}


async def of_order(session: AsyncSession, order_id: int, user_id: int) -> SurveyOut:
    """The question, and the answer if there is one. Raises OrderNotFound."""
    order = await find_order(session, order_id, user_id=user_id)
    answer = await session.scalar(sa.select(Answer).where(Answer.order_id == order_id))
    end = until(order)
    return SurveyOut(
        question=SurveySettings.load().question,
        open=answer is None and end is not None and end > clock.now(),
        until=end,
        answer=None if answer is None else AnswerOut.model_validate(answer),
    )


async def answer(session: AsyncSession, user_id: int, order_id: int, body: AnswerIn) -> None:
    """Raises OrderNotFound, SurveyClosed, SurveyAnswered."""
    await lock_user(session, user_id)
    order = await find_order(session, order_id, user_id=user_id)
    end = until(order)
    if end is None or end <= clock.now():
        raise SurveyClosed(status=order.status)
    now = clock.now()
    row = {
        "order_id": order.id,
        "order_no": order.order_no,
        "user_id": user_id,
        "score": body.score,
        "text": body.text,
        "created_at": now,
    }
    insert = upsert(session, Answer).values(row).on_conflict_do_nothing(index_elements=["order_id"])
    answer_id = await session.scalar(insert.returning(Answer.id))
    if answer_id is None:
        raise SurveyAnswered
    if body.score <= SurveySettings.load().low_score:
        session.add(Ticket(answer_id=answer_id, status=OPEN, created_at=now))
        await session.flush()


async def tickets(session: AsyncSession, status: str | None, page: PageQuery) -> Page[TicketOut]:
    statement = sa.select(Ticket)
    if status is not None:
        statement = statement.where(Ticket.status == status)
    rows, cursor = await paginate(session, statement, page, key=[Ticket.id])
    return Page(items=[_ticket(row) for row in rows], next_cursor=cursor)


async def handle(session: AsyncSession, actor: Actor, ticket_id: int, note: str) -> TicketOut:
    """Somebody has seen to it, and says how. Raises TicketNotFound, TicketHandled."""
    values = {"note": note, "handled_by": str(actor), "handled_at": clock.now()}
    moved = await TICKET.move(session, Ticket, ticket_id, source=OPEN, to=HANDLED, **values)
    ticket = await session.get(Ticket, ticket_id, populate_existing=True)
    if ticket is None:
        raise TicketNotFound
    if not moved:
        raise TicketHandled
    await audit.record(session, actor, "survey.handle", "survey_ticket", ticket_id)
    return _ticket(ticket)


def _ticket(ticket: Ticket) -> TicketOut:
    shown = TicketOut.model_fields.keys() - {"answer", "user_id"}
    values = {name: getattr(ticket, name) for name in shown}
    answered = AnswerOut.model_validate(ticket.answer)
    return TicketOut.model_validate({**values, "answer": answered, "user_id": ticket.answer.user_id})
