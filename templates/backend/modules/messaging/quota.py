"""The ledger of consents: WeChat lets one message through for each time the customer accepts.

`remaining` moves only by conditional updates, and each move has a key of its own, so that what is repeated counts once.
"""

import hashlib

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.database import changed, upsert
from app.modules.messaging.models import Quota, QuotaMove


def _mine(user_id: int, template_id: str) -> sa.ColumnElement[bool]:
    return sa.and_(Quota.user_id == user_id, Quota.template_id == template_id)


async def _note(session: AsyncSession, user_id: int, template_id: str, change: int, *, reason: str, key: str) -> bool:
    """Add the move to the ledger; False when it is there already."""
    row = {
        "user_id": user_id,
        "template_id": template_id,
        "change": change,
        "reason": reason,
        "key": key,
        "at": clock.now(),
    }
    return bool(await changed(session, upsert(session, QuotaMove).values(row).on_conflict_do_nothing()))


async def accept(session: AsyncSession, user_id: int, template_id: str, key: str) -> None:
    """The customer lets one more message through; `key` is new for each time he was asked."""
    digest = hashlib.sha256(key.encode()).hexdigest()
    if not await _note(
        session, user_id, template_id, 1, reason="accepted", key=f"accept:{user_id}:{template_id}:{digest}"
    ):
        return
    insert = upsert(session, Quota).values(user_id=user_id, template_id=template_id, remaining=1)
    one_more = insert.on_conflict_do_update(
        index_elements=["user_id", "template_id"], set_={"remaining": Quota.remaining + 1}
    )
    await session.execute(one_more)


async def take(session: AsyncSession, user_id: int, template_id: str, notification_id: int) -> bool:
    """Use one consent for the message; False when there is none left."""
    some = sa.and_(_mine(user_id, template_id), Quota.remaining > 0)
    if not await changed(session, sa.update(Quota).where(some).values(remaining=Quota.remaining - 1)):
        return False
    return await _note(session, user_id, template_id, -1, reason="taken", key=f"take:{notification_id}")


async def give_back(session: AsyncSession, user_id: int, template_id: str, notification_id: int) -> None:
    """WeChat did not deliver it, and not for want of a consent: that one still stands."""
    if await _note(session, user_id, template_id, 1, reason="returned", key=f"return:{notification_id}"):
        await changed(
            session, sa.update(Quota).where(_mine(user_id, template_id)).values(remaining=Quota.remaining + 1)
        )


async def empty(session: AsyncSession, user_id: int, template_id: str, notification_id: int) -> None:
    """WeChat says that there is no consent, whatever we counted (43101)."""
    row = await session.get(Quota, (user_id, template_id), with_for_update=True, populate_existing=True)
    counted = row.remaining if row else 0
    if await _note(session, user_id, template_id, -counted, reason="refused", key=f"refuse:{notification_id}"):
        await changed(session, sa.update(Quota).where(_mine(user_id, template_id)).values(remaining=0))


async def remaining(session: AsyncSession, user_id: int, template_id: str) -> int:
    return await session.scalar(sa.select(Quota.remaining).where(_mine(user_id, template_id))) or 0
