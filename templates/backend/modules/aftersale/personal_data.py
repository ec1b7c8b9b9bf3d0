"""What cases know about a person: what he said, showed, and how to reach him. The trade itself is kept."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.privacy import AccountInUse
from app.modules.aftersale.jobs import forget
from app.modules.aftersale.models import Aftersale, AftersalePicture
from app.modules.aftersale.purposes import AFTERSALE
from app.modules.aftersale.queries import exported
from app.modules.aftersale.states import ENDED, OPEN


class AftersalePersonalData:
    section = "aftersales"

    async def export(self, session: AsyncSession, user_id: int) -> list[dict[str, Any]]:
        rows = await session.scalars(sa.select(Aftersale).where(Aftersale.user_id == user_id).order_by(Aftersale.id))
        return [exported(row) for row in rows]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """Raises AccountInUse while a case is open."""
        mine = sa.select(sa.func.count()).where(Aftersale.user_id == user_id, Aftersale.status.in_(sorted(OPEN)))
        if count := await session.scalar(mine):
            raise AccountInUse(reasons=[f"还有 {count} 个未完成的售后"])
        await self._forget(session, user_id, sorted(ENDED))

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Also from a case that is still open: it is then decided without."""
        if purpose == AFTERSALE.id:
            await self._forget(session, user_id, sorted(ENDED | OPEN))

    async def _forget(self, session: AsyncSession, user_id: int, statuses: list[str]) -> None:
        mine = sa.and_(Aftersale.user_id == user_id, Aftersale.status.in_(statuses))
        await session.execute(sa.update(Aftersale).where(mine).values(description="", phone=None))
        await forget(session, AftersalePicture.user_id == user_id)
