"""One of several processes that act on the survey: python -m tests.survey.racer URL answer|handle …

Waits for a line on standard input, then acts on all the numbers at once and prints those for which it succeeded.
`answer USER_ID ORDER_ID…`: answers with a low score. `handle TICKET_ID…`: handles each ticket.
"""

import asyncio
import json
import sys
from collections.abc import Awaitable

import app.registry  # noqa: F401  # with it every table is known
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.survey import service
from app.modules.survey.errors import SurveyAnswered, TicketHandled
from app.modules.survey.schemas import AnswerIn


async def answer(database: Database, user_id: int, order_id: int) -> bool:
    try:
        async with database.begin() as session:
            await service.answer(session, user_id, order_id, AnswerIn(score=1))
    except SurveyAnswered:
        return False
    return True


async def handle(database: Database, ticket_id: int) -> bool:
    try:
        async with database.begin() as session:
            await service.handle(session, SYSTEM, ticket_id, "已回访")
    except TicketHandled:
        return False
    return True


async def main(url: str, what: str, *numbers: int) -> None:
    database = Database(url)
    sys.stdin.readline()
    acts: dict[int, Awaitable[bool]]
    if what == "answer":
        user_id, *orders = numbers
        acts = {order_id: answer(database, user_id, order_id) for order_id in orders}
    else:
        acts = {ticket_id: handle(database, ticket_id) for ticket_id in numbers}
    done = await asyncio.gather(*acts.values())
    sys.stdout.write(json.dumps([number for number, mine in zip(acts, done, strict=True) if mine]))
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])))
