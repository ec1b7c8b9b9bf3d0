"""What the limits know about a person: that he took part, under marks from which nothing can be read."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.privacy import Use
from app.modules.activity.models import Entry, Seat
from app.modules.identity.api import ADDRESS, PHONE

USES = (
    Use(PHONE.id, "activity", "参加限量活动时，用不可还原的摘要核对同一手机号是否重复参加。"),
    Use(ADDRESS.id, "activity", "参加限量活动时，用不可还原的摘要核对同一收货地址是否重复参加。"),
)


class ActivityData:
    section = "activities"

    async def export(self, session: AsyncSession, user_id: int) -> list[dict[str, object]]:
        rows = await session.scalars(sa.select(Seat).where(Seat.user_id == user_id).order_by(Seat.id))
        return [{"activity": row.activity, "activity_id": row.activity_id, "compared_by": row.kind} for row in rows]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        await self._forget(session, Seat.user_id == user_id)

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        if purpose in (PHONE.id, ADDRESS.id):
            await self._forget(session, sa.and_(Seat.user_id == user_id, Seat.kind == purpose))

    async def _forget(self, session: AsyncSession, which: sa.ColumnElement[bool]) -> None:
        seats = sa.select(Seat.id).where(which)
        await session.execute(sa.delete(Entry).where(Entry.seat_id.in_(seats)))
        await session.execute(sa.delete(Seat).where(which))
