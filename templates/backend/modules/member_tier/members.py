"""Which tier a member holds, and when that changes.

A tier is reached at once and kept for a period, at whose end the growth of that time decides anew. It rests on what
had grown when it was reached: when refunds take that away, the tier goes with it.
"""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.tier import TierChanged
from app.core import clock
from app.core.database import upsert
from app.core.events import emit
from app.core.months import months_later
from app.modules.member_tier import growth
from app.modules.member_tier.ladder import Ladder, ladder
from app.modules.member_tier.models import Change, Member, Tier
from app.modules.member_tier.settings import MemberTierSettings

RISEN, REVIEWED, SUNK = "risen", "reviewed", "sunk"


async def locked(session: AsyncSession, user_id: int) -> Member:
    """The customer's row, which is made when it is not there: what concerns him happens one after the other."""
    await session.execute(upsert(session, Member).values({"user_id": user_id}).on_conflict_do_nothing())
    return await session.get_one(Member, user_id, with_for_update=True, populate_existing=True)


async def rise(session: AsyncSession, member: Member) -> None:
    """To the tier that the growth reaches now, if that is a higher one."""
    tiers = await ladder(session)
    reached = tiers.reached(await growth.counted(session, member.user_id, clock.now()))
    if reached and _above(reached, tiers.held(member)):
        await _to(session, member, tiers, reached, RISEN)


async def sink(session: AsyncSession, member: Member) -> None:
    """Growth was taken back: to the tier that what is left reaches, when it was reached or now."""
    if member.since is None:
        return
    tiers = await ladder(session)
    moments = (member.since, clock.now())
    left = max([await growth.counted(session, member.user_id, moment) for moment in moments])
    reached, held = tiers.reached(left), tiers.held(member)
    if reached and held and _above(held, reached):
        await _to(session, member, tiers, reached, SUNK)


async def review(session: AsyncSession, user_id: int) -> None:
    """The period is over: the tier is kept for another one, or becomes what the growth reaches."""
    member = await locked(session, user_id)
    now = clock.now()
    if member.until is None or member.until > now:
        return
    tiers = await ladder(session)
    if reached := tiers.reached(await growth.counted(session, user_id, now)):
        await _to(session, member, tiers, reached, REVIEWED)


async def due(session: AsyncSession, limit: int) -> list[int]:
    """Members whose period is over."""
    late = sa.select(Member.user_id).where(Member.until <= clock.now()).order_by(Member.until, Member.user_id)
    return list(await session.scalars(late.limit(limit)))


def _above(one: Tier, other: Tier | None) -> bool:
    return other is None or one.growth > other.growth


async def _to(session: AsyncSession, member: Member, tiers: Ladder, tier: Tier, reason: str) -> None:
    """Let the member hold `tier`: from now on for a period, except that sinking leaves him the rest of his."""
    held = tiers.held(member)
    now = clock.now()
    if tier is tiers.first:
        member.tier_id = member.since = member.until = None
    else:
        member.tier_id = tier.id
        if reason != SUNK:
            member.since, member.until = now, months_later(now, MemberTierSettings.load().keep_months)
    await session.flush()
    if held is not None and held is not tier:
        change = Change(user_id=member.user_id, at=now, was=held.name, now=tier.name, reason=reason)
        session.add(change)
        await session.flush()
        await emit(session, TierChanged(member.user_id, tier.name, _above(tier, held)))
