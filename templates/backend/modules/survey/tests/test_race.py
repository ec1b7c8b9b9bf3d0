"""Several processes at once: one answer and one ticket for an order, and a ticket is handled by one."""

import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.survey import service
from app.modules.survey.errors import SurveyAnswered, TicketHandled
from app.modules.survey.models import Answer, Ticket
from app.modules.survey.schemas import AnswerIn
from tests.racing import race
from tests.survey.completed import completed
from tests.types import AsUser

PROCESSES = 3


async def answer(database: Database, user_id: int, order_id: int) -> int | None:
    """The order, if this was its answer; the score is a low one."""
    try:
        async with database.begin() as session:
            await service.answer(session, user_id, order_id, AnswerIn(score=1))
    except SurveyAnswered:
        return None
    return order_id


async def handle(database: Database, ticket_id: int) -> int | None:
    """The ticket, if this handled it."""
    try:
        async with database.begin() as session:
            await service.handle(session, SYSTEM, ticket_id, "已回访")
    except TicketHandled:
        return None
    return ticket_id


async def test_once(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    orders = [await completed(database, person) for _ in range(4)]
    answered = await race(database, answer, [[(person.id, order_id) for order_id in orders]] * PROCESSES)
    assert sorted(one for one in answered if one) == orders
    async with database.read() as session:
        assert sorted(await session.scalars(sa.select(Answer.order_id))) == orders
        tickets = sorted(await session.scalars(sa.select(Ticket.id)))
    assert len(tickets) == len(orders)
    handled = await race(database, handle, [[(ticket_id,) for ticket_id in tickets]] * PROCESSES)
    assert sorted(one for one in handled if one) == tickets
