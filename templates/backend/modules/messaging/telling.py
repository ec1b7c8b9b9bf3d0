"""Whether and how a customer is told something: decided once, in the transaction of what made it necessary."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.messaging import Value
from app.core import clock, jobs
from app.core.database import upsert
from app.modules.messaging import cap, quota, recalling
from app.modules.messaging.catalogue import MESSAGES, WORDS
from app.modules.messaging.keywords import FITTED, Keyword, Message, fitted
from app.modules.messaging.models import Notification, OptOut
from app.modules.messaging.settings import MessagingSettings, templates
from app.modules.messaging.states import INBOX, QUEUED

SEND = "messaging.send"


class Telling:
    """What other modules reach through the port MESSENGER."""

    async def tell(
        self, session: AsyncSession, message: str, *, user_id: int, key: str, values: Mapping[str, Value]
    ) -> bool:
        return await tell(session, declared(message), user_id, key, values)

    async def recall(self, session: AsyncSession, message: str, *, user_id: int, key: str) -> bool:
        return await recalling.recall(session, message, user_id, digest(key))


def declared(message_id: str) -> Message:
    """Raises LookupError."""
    for message in MESSAGES:
        if message.id == message_id:
            return message
    raise LookupError(f"no message is called {message_id}")


async def tell(session: AsyncSession, message: Message, user_id: int, key: str, values: Mapping[str, Value]) -> bool:
    """Write the message down, once for `key`: on its way through WeChat where a consent is left and the day's cap
    allows it, else for the inbox. False when it has been told already, or the customer wants none of the kind.
    """
    unwanted = sa.select(OptOut.user_id).where(OptOut.user_id == user_id, OptOut.message == message.id)
    if await session.scalar(unwanted) is not None:
        return False
    now = clock.now()
    row = {
        "user_id": user_id,
        "message": message.id,
        "key": digest(key),
        "title": message.title,
        "content": _content(message, values),
        "path": _path(message, values),
        "status": INBOX,
        "created_at": now,
        "due_at": now,
        "inbox_at": now,
    }
    insert = upsert(session, Notification).values(row).on_conflict_do_nothing().returning(Notification.id)
    notification_id = await session.scalar(insert)
    if notification_id is None:
        return False
    await _send(session, message, notification_id, user_id, now)
    return True


def digest(key: str) -> str:
    """Keys are as long as they like, and may hold what need not be kept."""
    return hashlib.sha256(key.encode()).hexdigest()


def _content(message: Message, values: Mapping[str, Value]) -> list[list[str]]:
    """Label and value of each keyword; where the shop has a text of its own for one that is fixed, that."""
    own = MessagingSettings.load().texts.get(message.id, {})
    said = [
        replace(keyword, text=FITTED[keyword.type](own[keyword.name]))
        if keyword.text and keyword.name in own
        else keyword
        for keyword in message.keywords
    ]
    return [[keyword.label, fitted(keyword, _words(message, keyword), values)] for keyword in said]


def _words(message: Message, keyword: Keyword) -> dict[str, str]:
    """What the codes of the keyword's field are called; empty where it has none."""
    return {code: word for (id_, name, code), word in WORDS.items() if (id_, name) == (message.id, keyword.name)}


def _path(message: Message, values: Mapping[str, Value]) -> str:
    query = message.query.format_map(values)
    return f"{message.page}?{query}" if query else message.page


async def _send(session: AsyncSession, message: Message, notification_id: int, user_id: int, now: datetime) -> None:
    """Through WeChat, if the template is there, the cap allows it and a consent is left."""
    template = templates().get(message.id)
    if template is None:
        return
    due_at = MessagingSettings.load().undisturbed(now)
    if not await quota.take(session, user_id, template.id, notification_id):
        return
    if not await cap.count(session, message.kind, user_id, due_at):
        await quota.give_back(session, user_id, template.id, notification_id)
        return
    queued = {"status": QUEUED, "template_id": template.id, "due_at": due_at, "inbox_at": None}
    await session.execute(sa.update(Notification).where(Notification.id == notification_id).values(queued))
    payload = {"notification_id": notification_id}
    await jobs.schedule(session, SEND, key=str(notification_id), run_at=due_at, payload=payload)
