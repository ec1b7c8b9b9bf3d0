"""Points coming and going, each cause once. What an order does is in `orders.py`."""

import secrets

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit
from app.core.context import Actor
from app.modules.identity.api import UserNotFound, nicknames
from app.modules.points import lots
from app.modules.points.ledger import ADJUSTED, CLOSED, Cause, post
from app.modules.points.models import Account, PointsEntry
from app.modules.points.schemas import AdjustIn


async def credit(session: AsyncSession, user_id: int, points: int, cause: Cause) -> bool:
    """The customer gets `points` (more than 0), which expire in their time. False when he had them before."""
    posted = await post(session, user_id, points, cause)
    if posted is None:
        return False
    await lots.add(session, user_id, points, posted.usable)
    return True


async def debit(session: AsyncSession, user_id: int, points: int, cause: Cause) -> list[tuple[int, int]] | None:
    """The customer loses `points` (more than 0); says how many of which lot. None when he had lost them before.

    Raises PointsShort.
    """
    posted = await post(session, user_id, -points, cause)
    return None if posted is None else await lots.take(session, user_id, -posted.usable)


async def adjust(session: AsyncSession, actor: Actor, user_id: int, body: AdjustIn) -> None:
    """Raises UserNotFound, and PointsShort when more are taken away than there are."""
    if not await nicknames(session, [user_id]):
        raise UserNotFound
    await lots.sweep(session, user_id)
    cause = Cause(ADJUSTED, secrets.token_hex(12), actor=actor, note=body.reason)
    if body.change > 0:
        await credit(session, user_id, body.change, cause)
    else:
        await debit(session, user_id, -body.change, cause)
    await audit.record(session, actor, "points.adjust", "user", user_id, points=body.change)


async def close(session: AsyncSession, user_id: int) -> None:
    """What the customer has or owes lapses; the ledger stays, without the words that staff wrote to him."""
    await session.execute(
        sa.update(PointsEntry).where(PointsEntry.user_id == user_id, PointsEntry.note != "").values(note="")
    )
    account = await session.get(Account, user_id, with_for_update=True, populate_existing=True)
    if account is None or account.balance == account.owed:
        return
    posted = await post(session, user_id, account.owed - account.balance, Cause(CLOSED, str(account.last)))
    if posted and posted.usable < 0:
        await lots.take(session, user_id, -posted.usable)
