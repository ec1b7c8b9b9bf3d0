"""Lessons are open to whoever has paid for them."""

from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.course import Offer, Opened
from app.modules.segment_pay import offers
from app.modules.segment_pay.models import WHOLE, Entitlement
from app.modules.segment_pay.states import ACTIVE


class PaidFor:
    async def offers(self, session: AsyncSession, course_ids: Collection[int]) -> Mapping[int, Sequence[Offer]]:
        found = await offers.segments(session, course_ids)
        return {course_id: [offers.told(one) for one in rows] for course_id, rows in found.items()}

    async def opened(self, session: AsyncSession, user_id: int, course_ids: Collection[int]) -> Mapping[int, Opened]:
        mine = sa.and_(
            Entitlement.user_id == user_id, Entitlement.course_id.in_(course_ids), Entitlement.status == ACTIVE
        )
        rows = await session.execute(sa.select(Entitlement.course_id, Entitlement.part).where(mine))
        parts: dict[int, set[int]] = {}
        for course_id, part in rows:
            parts.setdefault(course_id, set()).add(part)
        return {number: Opened(WHOLE in found, frozenset(found - {WHOLE})) for number, found in parts.items()}
