"""Taking back what has not gone out: it has become needless, or the customer wants no more of the kind."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.messaging import cap, quota
from app.modules.messaging.catalogue import MESSAGES
from app.modules.messaging.keywords import Kind
from app.modules.messaging.models import Notification
from app.modules.messaging.states import NOTIFICATION, QUEUED, WITHDRAWN


async def recall(session: AsyncSession, message_id: str, user_id: int, key: str) -> bool:
    """Take back the message that was told for `key` (its digest); False when it is not waiting any more."""
    return await _withdraw(session, message_id, user_id, Notification.key == key) > 0


async def recall_all(session: AsyncSession, message_id: str, user_id: int) -> None:
    """Take back every message of the kind that still waits."""
    await _withdraw(session, message_id, user_id, sa.true())


async def _withdraw(session: AsyncSession, message_id: str, user_id: int, which: sa.ColumnElement[bool]) -> int:
    mine = sa.and_(Notification.user_id == user_id, Notification.message == message_id, which)
    waiting = sa.select(Notification).where(mine, Notification.status == QUEUED).order_by(Notification.id)
    withdrawn = 0
    for row in (await session.scalars(waiting)).all():
        if not await NOTIFICATION.move(session, Notification, row.id, source=QUEUED, to=WITHDRAWN):
            continue
        withdrawn += 1
        if row.template_id:
            await quota.give_back(session, user_id, row.template_id, row.id)
        await cap.uncount(session, _kind(message_id), user_id, row.due_at)
    return withdrawn


def _kind(message_id: str) -> Kind:
    return next((message.kind for message in MESSAGES if message.id == message_id), "service")
