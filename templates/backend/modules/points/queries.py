import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.pagination import Page, PageQuery, paginate
from app.modules.identity.api import UserNotFound, nicknames
from app.modules.points import lots
from app.modules.points.models import Account, PointsEntry
from app.modules.points.schemas import EntryOut, ExpiringOut, PointsOut, RulesOut, StaffEntryOut, StaffPointsOut
from app.modules.points.settings import PointsSettings


async def owed_by(session: AsyncSession, user_id: int) -> int:
    return await session.scalar(sa.select(Account.owed).where(Account.user_id == user_id)) or 0


async def mine(session: AsyncSession, user_id: int) -> PointsOut:
    rules = RulesOut.model_validate(PointsSettings.load(), from_attributes=True)
    return PointsOut(
        balance=await lots.available(session, user_id),
        owed=await owed_by(session, user_id),
        expiring=await _expiring(session, user_id),
        rules=rules,
    )


async def of_customer(session: AsyncSession, user_id: int) -> StaffPointsOut:
    """Raises UserNotFound."""
    names = await nicknames(session, [user_id])
    if user_id not in names:
        raise UserNotFound
    return StaffPointsOut(
        user_id=user_id,
        nickname=names[user_id],
        balance=await lots.available(session, user_id),
        owed=await owed_by(session, user_id),
        expiring=await _expiring(session, user_id),
    )


async def ledger(session: AsyncSession, user_id: int, page: PageQuery) -> Page[EntryOut]:
    """The latest first. Raises CursorInvalid."""
    rows, cursor = await paginate(session, _entries(user_id), page, key=(PointsEntry.seq,))
    return Page(items=[EntryOut.model_validate(row, from_attributes=True) for row in rows], next_cursor=cursor)


async def staff_ledger(session: AsyncSession, user_id: int, page: PageQuery) -> Page[StaffEntryOut]:
    """The same with who did it. Raises UserNotFound, CursorInvalid."""
    await of_customer(session, user_id)
    rows, cursor = await paginate(session, _entries(user_id), page, key=(PointsEntry.seq,))
    return Page(items=[StaffEntryOut.model_validate(row, from_attributes=True) for row in rows], next_cursor=cursor)


def _entries(user_id: int) -> sa.Select[PointsEntry]:
    return sa.select(PointsEntry).where(PointsEntry.user_id == user_id)


async def _expiring(session: AsyncSession, user_id: int) -> ExpiringOut | None:
    soon = await lots.expiring(session, user_id)
    return ExpiringOut(points=soon[0], first_at=soon[1]) if soon else None
