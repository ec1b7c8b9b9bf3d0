from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import jobs
from app.modules.member_tier import members
from app.modules.member_tier.models import Member

REVIEW = "member_tier.review"
REVIEW_MORE = "member_tier.review_more"
REASSESS = "member_tier.reassess"
AT_ONCE = 200


async def review(session: AsyncSession, _: dict[str, Any]) -> None:
    """Tiers whose period is over; where there are many, some now and the rest in a run of its own."""
    user_ids = await members.due(session, AT_ONCE)
    for user_id in user_ids:
        await members.review(session, user_id)
    if len(user_ids) == AT_ONCE:
        await jobs.schedule(session, REVIEW_MORE)


async def reassess(session: AsyncSession, payload: dict[str, Any]) -> None:
    """The tiers have changed: members rise to what they reach now, some in each run."""
    beyond = sa.select(Member.user_id).where(Member.user_id > payload["after"]).order_by(Member.user_id).limit(AT_ONCE)
    user_ids = (await session.scalars(beyond)).all()
    for user_id in user_ids:
        await members.rise(session, await members.locked(session, user_id))
    if len(user_ids) == AT_ONCE:
        await jobs.schedule(session, REASSESS, payload={"after": user_ids[-1]})
