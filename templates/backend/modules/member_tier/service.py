"""What staff do to a member's growth, and what is left of it when the account is closed."""

import secrets

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.modules.identity.api import UserNotFound, nicknames
from app.modules.member_tier import growth, members
from app.modules.member_tier.errors import GrowthShort
from app.modules.member_tier.growth import ADJUSTED, Cause
from app.modules.member_tier.models import GrowthEntry, Member
from app.modules.member_tier.schemas import AdjustIn


async def adjust(session: AsyncSession, actor: Actor, user_id: int, body: AdjustIn) -> None:
    """What is taken away counts from when the tier was reached, so that the tier does not rest on it any longer.

    Raises UserNotFound, and GrowthShort when more is taken away than counts now.
    """
    if not await nicknames(session, [user_id]):
        raise UserNotFound
    member = await members.locked(session, user_id)
    now = clock.now()
    if await growth.counted(session, user_id, now) + body.change < 0:
        raise GrowthShort
    cause = Cause(ADJUSTED, secrets.token_hex(12), actor=actor, note=body.reason)
    if body.change > 0:
        await growth.post(session, user_id, body.change, cause, now)
        await members.rise(session, member)
    else:
        await growth.post(session, user_id, body.change, cause, max(member.since or now, growth.begin(now)))
        await members.sink(session, member)
    await audit.record(session, actor, "member_tier.adjust", "user", user_id, growth=body.change)


async def close(session: AsyncSession, user_id: int) -> None:
    """The tier goes; the ledger stays, without the words that staff wrote to the customer."""
    await session.execute(
        sa.update(GrowthEntry).where(GrowthEntry.user_id == user_id, GrowthEntry.note != "").values(note="")
    )
    gone = {"tier_id": None, "since": None, "until": None}
    await session.execute(sa.update(Member).where(Member.user_id == user_id).values(gone))
