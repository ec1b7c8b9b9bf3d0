"""Members of staff who want to hear of their orders on their own phones.

Messages reach customers' accounts. Who is signed in as staff gets a code that only he knows, and the account of his
phone gives it back: then the two are one person's.
"""

import secrets
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.database import changed, upsert
from app.modules.work_order.errors import ReminderCodeWrong
from app.modules.work_order.models import WorkReminder

GOOD_FOR = timedelta(minutes=10)


async def offer(session: AsyncSession, staff_id: int) -> str:
    """A new code; the one before is good for nothing."""
    code = secrets.token_urlsafe(24)
    values = {"code": code, "code_until": clock.now() + GOOD_FOR}
    write = upsert(session, WorkReminder).values(staff_id=staff_id, **values)
    await session.execute(write.on_conflict_do_update(index_elements=["staff_id"], set_=values))
    return code


async def take(session: AsyncSession, user_id: int, code: str) -> None:
    """Raises ReminderCodeWrong for a code that is used up, too old or none."""
    good = sa.and_(WorkReminder.code == code, WorkReminder.code_until > clock.now())
    values = {"user_id": user_id, "code": None, "code_until": None}
    if not await changed(session, sa.update(WorkReminder).where(good).values(values)):
        raise ReminderCodeWrong


async def stop(session: AsyncSession, staff_id: int) -> None:
    await session.execute(sa.delete(WorkReminder).where(WorkReminder.staff_id == staff_id))
