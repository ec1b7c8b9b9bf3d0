"""Messages of the tests' own, beside those of the shop."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.messaging import Value
from app.core.database import Database
from app.modules.messaging import catalogue, inbox, recalling, settings, telling
from app.modules.messaging.keywords import Keyword, Kind, Message
from app.modules.messaging.models import Notification, Quota, QuotaMove
from tests.keys import new_key
from tests.types import Person

TICKET = "test.ticket"
OFFER = "test.offer"


def message(id_: str, kind: Kind = "service") -> Message:
    keywords = (
        Keyword("character_string1", "编号", "number", ""),
        Keyword("amount2", "金额", "paid_fen", ""),
        Keyword("phrase3", "结果", "result", ""),
        Keyword("thing4", "说明", "", "请留意"),
    )
    return Message(id_, "测试通知", "", kind, "modules/test/pages/one/index", "id={number}", keywords)


MESSAGES = (message(TICKET), message(OFFER, "marketing"))
WORDS = {(TICKET, "phrase3", "won"): "成功"}


@contextmanager
def declared() -> Iterator[None]:
    """The shop tells of two things more."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (catalogue, inbox, recalling, settings, telling):
            patch.setattr(module, "MESSAGES", MESSAGES)
        patch.setattr(telling, "WORDS", WORDS)
        yield


async def tell(database: Database, person: Person, key: str = "1", message_id: str = TICKET) -> bool:
    async with database.begin() as session:
        return await tell_in(session, person.id, key, message_id)


async def tell_in(session: AsyncSession, user_id: int, key: str, message_id: str = TICKET) -> bool:
    values: dict[str, Value] = {"number": key, "paid_fen": 12800, "result": "won"}
    return await telling.Telling().tell(session, message_id, user_id=user_id, key=key, values=values)


async def accept(person: Person, template_id: str = TICKET, answer: str = "accept", **headers: str) -> int:
    """What the customer answered to WeChat; the number of messages that it lets through."""
    body = {"answers": {template_id: answer}}
    answered = await person.client.post("/messages/subscriptions", json=body, headers=headers or new_key())
    return int(answered.raise_for_status().json()["accepted"])


async def rows(database: Database) -> list[Notification]:
    async with database.read() as session:
        return list(await session.scalars(sa.select(Notification).order_by(Notification.id)))


async def books(database: Database, user_id: int, template_id: str = TICKET) -> tuple[int, list[str]]:
    """What is left, which must be what the ledger adds up to, and the reasons in the ledger."""
    async with database.read() as session:
        row = await session.get(Quota, (user_id, template_id))
        mine = sa.select(QuotaMove).where(QuotaMove.user_id == user_id, QuotaMove.template_id == template_id)
        moves = list(await session.scalars(mine.order_by(QuotaMove.id)))
    left = row.remaining if row else 0
    assert left == sum(move.change for move in moves)
    return left, [move.reason for move in moves]
