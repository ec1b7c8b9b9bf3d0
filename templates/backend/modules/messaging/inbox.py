"""What customers read in the mini-program itself, and what they want to be told."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.database import changed, upsert
from app.core.pagination import Page, PageQuery, paginate
from app.modules.messaging.catalogue import MESSAGES
from app.modules.messaging.errors import MessageKindNotFound, MessageNotFound
from app.modules.messaging.models import Notification, OptOut, Quota
from app.modules.messaging.recalling import recall_all
from app.modules.messaging.schemas import KindOut, LineOut, MessageOut
from app.modules.messaging.settings import templates


def _mine(user_id: int) -> sa.ColumnElement[bool]:
    return sa.and_(Notification.user_id == user_id, Notification.inbox_at.is_not(None))


async def page_of(session: AsyncSession, user_id: int, page: PageQuery) -> Page[MessageOut]:
    """The newest first."""
    rows, cursor = await paginate(session, sa.select(Notification).where(_mine(user_id)), page, key=[Notification.id])
    return Page(items=[shown(row) for row in rows], next_cursor=cursor)


def shown(row: Notification) -> MessageOut:
    return MessageOut(
        id=row.id,
        message=row.message,
        title=row.title,
        lines=[LineOut(label=label, value=value) for label, value in row.content],
        path=row.path,
        at=row.inbox_at or row.created_at,
        read=row.read_at is not None,
    )


async def unread(session: AsyncSession, user_id: int) -> int:
    waiting = sa.select(sa.func.count()).select_from(Notification).where(_mine(user_id), Notification.read_at.is_(None))
    return await session.scalar(waiting) or 0


async def read(session: AsyncSession, user_id: int, notification_id: int) -> None:
    """The first time counts. Raises MessageNotFound."""
    one = sa.and_(_mine(user_id), Notification.id == notification_id)
    first = sa.func.coalesce(Notification.read_at, clock.now())
    if not await changed(session, sa.update(Notification).where(one).values(read_at=first)):
        raise MessageNotFound


async def read_all(session: AsyncSession, user_id: int) -> None:
    unread_ones = sa.and_(_mine(user_id), Notification.read_at.is_(None))
    await changed(session, sa.update(Notification).where(unread_ones).values(read_at=clock.now()))


async def kinds(session: AsyncSession, user_id: int) -> list[KindOut]:
    """Every message there is, whether the customer wants it, and how many more WeChat lets through."""
    unwanted = set(await session.scalars(sa.select(OptOut.message).where(OptOut.user_id == user_id)))
    quotas = sa.select(Quota.template_id, Quota.remaining).where(Quota.user_id == user_id)
    remaining = dict((await session.execute(quotas)).all())
    chosen = {message: template.id for message, template in templates().items()}
    return [
        KindOut(
            message=message.id,
            title=message.title,
            kind=message.kind,
            wanted=message.id not in unwanted,
            template_id=(template_id := chosen.get(message.id)),
            remaining=remaining.get(template_id, 0) if template_id else 0,
        )
        for message in MESSAGES
    ]


async def want(session: AsyncSession, user_id: int, message_id: str, *, wanted: bool) -> None:
    """Opt out of a message, or in again; what waits to be sent goes with it. Raises MessageKindNotFound."""
    if message_id not in {message.id for message in MESSAGES}:
        raise MessageKindNotFound
    if wanted:
        mine = sa.and_(OptOut.user_id == user_id, OptOut.message == message_id)
        await session.execute(sa.delete(OptOut).where(mine))
        return
    row = {"user_id": user_id, "message": message_id, "at": clock.now()}
    await session.execute(upsert(session, OptOut).values(row).on_conflict_do_nothing())
    await recall_all(session, message_id, user_id)


def asked_for(kinds_of_user: list[KindOut]) -> list[str]:
    """The templates worth asking for, of wanted messages: first those of which no consent is left, service first."""
    rows = [row for row in kinds_of_user if row.wanted and row.template_id]
    rows.sort(key=lambda row: (row.remaining > 0, row.kind != "service", row.remaining))
    return list(dict.fromkeys(str(row.template_id) for row in rows))
