"""Stores as places where goods lie (`app.contracts.stock`)."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.multi_store import keeping
from app.modules.multi_store.models import Store


class StoresAsLocations:
    async def names(self, session: AsyncSession) -> dict[int, str]:
        return dict((await session.execute(sa.select(Store.id, Store.name).order_by(Store.id))).all())

    async def within_reach(self, session: AsyncSession, staff_id: int) -> frozenset[int]:
        return await keeping.stores_of(session, staff_id)
