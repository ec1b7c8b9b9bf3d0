"""Which points they are: those that expire first are used first.

Everything here that writes is called after the ledger has locked the account, or locks it itself.
"""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.database import changed
from app.core.months import months_later
from app.modules.points.ledger import EXPIRED, Cause, post
from app.modules.points.models import Account, Lot, Use
from app.modules.points.settings import PointsSettings


def _usable(user_id: int, now: datetime) -> sa.ColumnElement[bool]:
    lasting = sa.or_(Lot.expires_at.is_(None), Lot.expires_at > now)
    return sa.and_(Lot.user_id == user_id, Lot.left > 0, lasting)


async def available(session: AsyncSession, user_id: int) -> int:
    """How many points the customer can use now; those whose time is over are none, swept away or not."""
    total = sa.select(sa.func.coalesce(sa.func.sum(Lot.left), 0)).where(_usable(user_id, clock.now()))
    return await session.scalar(total) or 0


async def expiring(session: AsyncSession, user_id: int) -> tuple[int, datetime] | None:
    """How many points expire soon, as the settings mean it, and when the first of them do."""
    now = clock.now()
    soon = sa.and_(_usable(user_id, now), Lot.expires_at <= now + PointsSettings.load().expiring_soon)
    points = await session.scalar(sa.select(sa.func.sum(Lot.left)).where(soon))
    first = await session.scalar(sa.select(Lot.expires_at).where(soon).order_by(Lot.expires_at).limit(1))
    return (points, first) if points and first else None


async def add(session: AsyncSession, user_id: int, points: int, usable: int) -> None:
    """`points` have come, of which `usable` are left over from what was owed."""
    months = PointsSettings.load().expire_months
    expires_at = months_later(clock.now(), months) if months else None
    session.add(Lot(user_id=user_id, points=points, left=usable, expires_at=expires_at))
    await session.flush()


async def take(session: AsyncSession, user_id: int, points: int) -> list[tuple[int, int]]:
    """Use `points`; says how many of which lot. Raises RuntimeError when there are fewer."""
    query = sa.select(Lot.id, Lot.left).where(Lot.user_id == user_id, Lot.left > 0)
    taken = []
    for lot_id, left in await session.execute(query.order_by(Lot.expires_at.asc().nulls_last(), Lot.id)):
        if points == 0:
            break
        part = min(left, points)
        points -= part
        taken.append((lot_id, part))
    if points:
        raise RuntimeError(f"the lots of customer {user_id} hold {points} points less than his balance")
    for lot_id, part in taken:
        await changed(session, sa.update(Lot).where(Lot.id == lot_id).values(left=Lot.left - part))
    return taken


async def put_back(session: AsyncSession, order_id: int, points: int, usable: int) -> None:
    """`points` of what the order used come back, `usable` of them as such; the ones that last longest first."""
    query = sa.select(Use.lot_id, Use.points - Use.back).join(Lot, Lot.id == Use.lot_id)
    query = query.where(Use.order_id == order_id, Use.back < Use.points)
    for lot_id, used in await session.execute(query.order_by(Lot.expires_at.desc().nulls_first(), Lot.id.desc())):
        part, filled = min(used, points), min(used, points, usable)
        points, usable = points - part, usable - filled
        mine = sa.and_(Use.order_id == order_id, Use.lot_id == lot_id)
        await changed(session, sa.update(Use).where(mine).values(back=Use.back + part))
        await changed(session, sa.update(Lot).where(Lot.id == lot_id).values(left=Lot.left + filled))


async def sweep(session: AsyncSession, user_id: int) -> None:
    """Enter what has expired."""
    if await session.scalar(sa.select(Account.user_id).where(Account.user_id == user_id).with_for_update()) is None:
        return
    due = sa.select(Lot.id, Lot.left, Lot.expired).where(Lot.user_id == user_id, Lot.left > 0)
    for lot_id, left, expired in await session.execute(due.where(Lot.expires_at <= clock.now()).order_by(Lot.id)):
        # Points that come back after their time expire once more: what expired before makes it another cause.
        await post(session, user_id, -left, Cause(EXPIRED, f"{lot_id}:{expired}"))
        gone = {"left": 0, "expired": Lot.expired + left}
        await changed(session, sa.update(Lot).where(Lot.id == lot_id).values(gone))


async def due(session: AsyncSession, limit: int) -> Sequence[int]:
    """Customers with points whose time is over."""
    late = sa.select(Lot.user_id).where(Lot.left > 0, Lot.expires_at <= clock.now()).distinct()
    return (await session.scalars(late.order_by(Lot.user_id).limit(limit))).all()
