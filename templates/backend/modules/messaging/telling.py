"""Whether and how a customer is told something: decided once, in the transaction of what made it necessary."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.messaging import Value
from app.core import clock, jobs
from app.core.admin.fields import ZONE
from app.core.database import changed, upsert
from app.modules.messaging import quota
from app.modules.messaging.catalogue import MESSAGES, WORDS
from app.modules.messaging.keywords import Keyword, Message, fitted
from app.modules.messaging.models import Daily, Notification, OptOut
from app.modules.messaging.settings import MessagingSettings, templates
from app.modules.messaging.states import INBOX, QUEUED

SEND = "messaging.send"


class Telling:
    """What other modules reach through the port MESSENGER."""

    async def tell(
        self, session: AsyncSession, message: str, *, user_id: int, key: str, values: Mapping[str, Value]
    ) -> bool:
        return await tell(session, declared(message), user_id, key, values)


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
        "key": hashlib.sha256(key.encode()).hexdigest(),
        "title": message.title,
        "content": [[keyword.label, fitted(keyword, _words(message, keyword), values)] for keyword in message.keywords],
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
    if not await _below_cap(session, message, user_id, due_at):
        await quota.give_back(session, user_id, template.id, notification_id)
        return
    queued = {"status": QUEUED, "template_id": template.id, "due_at": due_at, "inbox_at": None}
    await session.execute(sa.update(Notification).where(Notification.id == notification_id).values(queued))
    payload = {"notification_id": notification_id}
    await jobs.schedule(session, SEND, key=str(notification_id), run_at=due_at, payload=payload)


async def _below_cap(session: AsyncSession, message: Message, user_id: int, due_at: datetime) -> bool:
    """Count it for the day on which it goes out, in one statement that also keeps the limit."""
    limit = MessagingSettings.load().limit(message.kind)
    if limit < 1:
        return False
    row = {"user_id": user_id, "day": due_at.astimezone(ZONE).date(), "kind": message.kind, "count": 1}
    counted = upsert(session, Daily).values(row)
    counted = counted.on_conflict_do_update(
        index_elements=["user_id", "day", "kind"], set_={"count": Daily.count + 1}, where=Daily.count < limit
    )
    return bool(await changed(session, counted))
