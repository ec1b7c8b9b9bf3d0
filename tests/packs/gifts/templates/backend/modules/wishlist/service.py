from dataclasses import dataclass
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.database import changed, upsert
from app.core.events import Event, emit
from app.modules.wishlist.models import Wish
from app.modules.wishlist.settings import WishlistSettings

FORGET = "wishlist.forget"


@dataclass(frozen=True)
class WishAdded(Event):
    name: ClassVar[str] = "wish.added"
    spu_id: int
    user_id: int


async def wishes(session: AsyncSession, user_id: int) -> list[int]:
    """The products, the latest first."""
    statement = sa.select(Wish.spu_id).where(Wish.user_id == user_id).order_by(Wish.added_at.desc(), Wish.id.desc())
    return list(await session.scalars(statement.limit(WishlistSettings.load().shown)))


async def add(session: AsyncSession, user_id: int, spu_id: int) -> None:
    row = {"user_id": user_id, "spu_id": spu_id, "added_at": clock.now()}
    if await changed(session, upsert(session, Wish).values(row).on_conflict_do_nothing()):
        await emit(session, WishAdded(spu_id, user_id))


async def remove(session: AsyncSession, user_id: int, spu_id: int) -> None:
    await changed(session, sa.delete(Wish).where(Wish.user_id == user_id, Wish.spu_id == spu_id))


async def forget(session: AsyncSession, _: dict[str, Any]) -> None:
    """What was noted too long ago."""
    await changed(session, sa.delete(Wish).where(Wish.added_at < clock.now() - WishlistSettings.load().keep_for))


async def most_wished(session: AsyncSession, limit: int) -> list[tuple[int, int]]:
    """(product, how many customers noted it), the most wished first."""
    count = sa.func.count()
    statement = sa.select(Wish.spu_id, count).group_by(Wish.spu_id).order_by(count.desc(), Wish.spu_id).limit(limit)
    return [(spu_id, number) for spu_id, number in (await session.execute(statement)).tuples()]
