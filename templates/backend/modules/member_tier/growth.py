"""The growth ledger: what each cause adds or takes back, once, and what counts of it at a time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import SYSTEM, Actor
from app.core.database import upsert
from app.core.months import months_later
from app.modules.member_tier.models import GrowthEntry
from app.modules.member_tier.settings import MemberTierSettings

COMPLETED, REFUNDED, ADJUSTED = "completed", "refunded", "adjusted"


@dataclass(frozen=True)
class Cause:
    """What growth is for. `biz_type` and `biz_id` together take effect once for a customer."""

    biz_type: str
    biz_id: str
    order_id: int | None = None
    actor: Actor = SYSTEM
    note: str = ""


async def post(session: AsyncSession, user_id: int, growth: int, cause: Cause, counts_at: datetime) -> bool:
    """Enter `growth` (not 0), which counts from `counts_at` on. False when that has been done for this cause before."""
    entry = {
        "user_id": user_id,
        "at": clock.now(),
        "counts_at": counts_at,
        "biz_type": cause.biz_type,
        "biz_id": cause.biz_id,
        "order_id": cause.order_id,
        "actor": str(cause.actor),
        "note": cause.note,
        "growth": growth,
    }
    insert = upsert(session, GrowthEntry).values(entry)
    insert = insert.on_conflict_do_nothing(index_elements=["biz_type", "biz_id", "user_id"])
    return await session.scalar(insert.returning(GrowthEntry.id)) is not None


def begin(at: datetime) -> datetime:
    """From when on growth counts at a time."""
    return months_later(at, -MemberTierSettings.load().growth_months)


async def counted(session: AsyncSession, user_id: int, at: datetime) -> int:
    """How much growth the customer has at a time, of which all is known by now; never below 0."""
    return (await counted_by(session, [user_id], at)).get(user_id, 0)


async def counted_by(session: AsyncSession, user_ids: Collection[int], at: datetime) -> dict[int, int]:
    """The same of several customers; who has none is left out."""
    counts = sa.and_(GrowthEntry.user_id.in_(user_ids), GrowthEntry.counts_at > begin(at), GrowthEntry.counts_at <= at)
    query = sa.select(GrowthEntry.user_id, sa.func.sum(GrowthEntry.growth)).where(counts).group_by(GrowthEntry.user_id)
    return {user_id: growth for user_id, growth in await session.execute(query) if growth > 0}
