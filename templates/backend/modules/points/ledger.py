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
from app.modules.points.models import Account, PointsEntry

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
    """Where an entry leads: `usable` says by how many points more or fewer the customer can use."""

    balance: int
    owed: int
    usable: int


async def post(session: AsyncSession, user_id: int, points: int, cause: Cause) -> Posted | None:
    """Add `points` (not 0) to what the customer has. None, and nothing is changed, when that has been done for this
    cause before.

    More than there is can only be taken back (what is missing is owed); anything else raises PointsShort.
    """
    row = {"user_id": user_id, "balance": 0, "owed": 0}
    await session.execute(upsert(session, Account).values(row).on_conflict_do_nothing())
    attempt = await session.begin_nested()
    enough = sa.true() if points > 0 or cause.biz_type == REVERSED else Account.balance + points >= 0
    net = Account.balance - Account.owed + points
    after = (
        await session.execute(
            sa.update(Account)
            .where(Account.user_id == user_id, enough)
            .values(
                balance=sa.case((net > 0, net), else_=0),
                owed=sa.case((net < 0, -net), else_=0),
                last=sa.func.coalesce(Account.last, 0) + 1,
            )
            .returning(Account.balance, Account.owed, Account.last),
            execution_options={"synchronize_session": False},
        )
    ).one_or_none()
    if after is None:
        await attempt.rollback()
        if await _known(session, user_id, cause):
            return None
        raise PointsShort
    before = after.balance - after.owed - points
    posted = Posted(after.balance, after.owed, after.balance - max(before, 0))
    if not await _write(session, user_id, points, cause, posted, seq=after.last):
        await attempt.rollback()
        return None
    await attempt.commit()
    return posted


async def _write(session: AsyncSession, user_id: int, points: int, cause: Cause, posted: Posted, *, seq: int) -> bool:
    before = posted.balance - posted.owed - points
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
        "balance_before": max(before, 0),
        "owed_before": max(-before, 0),
        "balance_after": posted.balance,
        "owed_after": posted.owed,
    }
    insert = upsert(session, PointsEntry).values(entry)
    insert = insert.on_conflict_do_nothing(index_elements=["biz_type", "biz_id", "user_id"])
    return await session.scalar(insert.returning(PointsEntry.id)) is not None


async def _known(session: AsyncSession, user_id: int, cause: Cause) -> bool:
    same = (PointsEntry.biz_type == cause.biz_type, PointsEntry.biz_id == cause.biz_id, PointsEntry.user_id == user_id)
    return await session.scalar(sa.select(PointsEntry.id).where(*same)) is not None
