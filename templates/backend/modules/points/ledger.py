"""The only place where a balance changes: a conditional update and its line in the ledger, both or neither.

The update comes first and locks the account, so that a customer's points change one after the other.
"""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import SYSTEM, Actor
from app.core.database import upsert
from app.modules.points.errors import PointsShort
from app.modules.points.models import Account, Entry

EARNED, WELCOME = "earned", "welcome"
SPENT, RETURNED, REFUNDED = "spent", "returned", "refunded"
REVERSED = "reversed"
EXPIRED = "expired"
ADJUSTED = "adjusted"
CLOSED = "closed"


@dataclass(frozen=True)
class Cause:
    """What points are for. `biz_type` and `biz_id` together take effect once for a customer."""

    biz_type: str
    biz_id: str
    order_id: int | None = None
    actor: Actor = SYSTEM
    note: str = ""


@dataclass(frozen=True)
class Posted:
    points: int
    balance: int

    @property
    def usable(self) -> int:
        """By how many points more or fewer the customer can use: what is owed was none he could."""
        return max(self.balance, 0) - max(self.balance - self.points, 0)


async def post(session: AsyncSession, user_id: int, points: int, cause: Cause) -> Posted | None:
    """Add `points` (not 0) to the balance. None, and nothing is changed, when that has been done for this cause before.

    Raises PointsShort when the balance would fall below zero, except for points that are taken back.
    """
    row = {"user_id": user_id, "balance": 0}
    await session.execute(upsert(session, Account).values(row).on_conflict_do_nothing())
    attempt = await session.begin_nested()
    enough = sa.true() if points > 0 or cause.biz_type == REVERSED else Account.balance + points >= 0
    after = (
        await session.execute(
            sa.update(Account)
            .where(Account.user_id == user_id, enough)
            .values(balance=Account.balance + points, last=sa.func.coalesce(Account.last, 0) + 1)
            .returning(Account.balance, Account.last),
            execution_options={"synchronize_session": False},
        )
    ).one_or_none()
    if after is None:
        await attempt.rollback()
        if await _known(session, user_id, cause):
            return None
        raise PointsShort
    if not await _write(session, user_id, points, cause, balance=after.balance, seq=after.last):
        await attempt.rollback()
        return None
    await attempt.commit()
    return Posted(points, after.balance)


async def _write(session: AsyncSession, user_id: int, points: int, cause: Cause, *, balance: int, seq: int) -> bool:
    entry = {
        "user_id": user_id,
        "seq": seq,
        "previous": seq - 1 or None,
        "at": clock.now(),
        "biz_type": cause.biz_type,
        "biz_id": cause.biz_id,
        "order_id": cause.order_id,
        "actor": str(cause.actor),
        "note": cause.note,
        "points": points,
        "balance_before": balance - points,
        "balance_after": balance,
    }
    insert = upsert(session, Entry).values(entry)
    insert = insert.on_conflict_do_nothing(index_elements=["biz_type", "biz_id", "user_id"])
    return await session.scalar(insert.returning(Entry.id)) is not None


async def _known(session: AsyncSession, user_id: int, cause: Cause) -> bool:
    same = (Entry.biz_type == cause.biz_type, Entry.biz_id == cause.biz_id, Entry.user_id == user_id)
    return await session.scalar(sa.select(Entry.id).where(*same)) is not None
