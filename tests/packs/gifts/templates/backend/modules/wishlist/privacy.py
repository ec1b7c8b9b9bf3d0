from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import changed
from app.modules.wishlist.models import Wish


class Wishes:
    section = "wishlist"

    async def export(self, session: AsyncSession, user_id: int) -> Any:  # noqa: ANN401  plain JSON data
        rows = await session.scalars(sa.select(Wish).where(Wish.user_id == user_id).order_by(Wish.id))
        return [{"spu_id": row.spu_id, "added_at": row.added_at} for row in rows]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        await changed(session, sa.delete(Wish).where(Wish.user_id == user_id))

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Nothing here was collected for a purpose of its own."""
