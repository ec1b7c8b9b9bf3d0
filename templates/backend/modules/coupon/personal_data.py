"""What coupons know about a person: which ones he got and what he bought with them."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.database import changed
from app.modules.coupon.models import Coupon
from app.modules.coupon.states import EXPIRED, UNUSED
from app.modules.coupon.terms import worth_text


class CouponData:
    section = "coupons"

    async def export(self, session: AsyncSession, user_id: int) -> list[dict[str, object]]:
        rows = await session.scalars(sa.select(Coupon).where(Coupon.user_id == user_id).order_by(Coupon.id))
        now = clock.now()
        return [
            {
                "name": row.template.name,
                "worth": worth_text(row.template),
                "status": row.state_at(now),
                "claimed_at": row.claimed_at,
                "valid_until": row.valid_until,
                "order_id": row.order_id,
                "used_at": row.used_at,
            }
            for row in rows
        ]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """What an order used stays with it as part of the trade; an order that holds one unpaid keeps the account."""
        mine = sa.and_(Coupon.user_id == user_id, Coupon.status.in_([UNUSED, EXPIRED]))
        await changed(session, sa.delete(Coupon).where(mine))

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """No coupon is collected for a purpose of its own."""
