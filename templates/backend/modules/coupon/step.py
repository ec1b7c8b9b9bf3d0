"""The coupon's step in the chain of prices."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.pricing import Quote
from app.core import clock
from app.core.database import changed
from app.core.errors import AppError
from app.modules.coupon import scope, terms
from app.modules.coupon.errors import CouponExpired, CouponNotFound, CouponTaken, CouponUnusable
from app.modules.coupon.models import Coupon, unused_at
from app.modules.coupon.queries import terms_of
from app.modules.coupon.schemas import OfferedOut, OfferOut
from app.modules.coupon.settings import CouponSettings
from app.modules.coupon.states import LOCKED, UNUSED, USED
from app.modules.order.api import Order

LARGEST_ID = 2**31 - 1
MOST_OFFERED = 100


class CouponStep:
    name = terms.STEP
    refusals = (CouponNotFound, CouponExpired, CouponUnusable, CouponTaken)

    async def apply(self, session: AsyncSession, quote: Quote) -> Quote:
        """The chosen coupon's discount, or why there is none; and what else could be chosen."""
        unused = await _unused(session, quote.user_id)
        categories = await scope.categories_above(session, quote.lines) if unused else {}
        basis = {one.id: terms.basis_of(one.template, quote.lines, categories) for one in unused}
        offered = await _offered(session, unused, basis)
        chosen = quote.inputs.get(self.name)
        if chosen is None:
            return quote.offering(self.name, _offer(offered, None))
        coupon = next((one for one in unused if one.id == chosen), None)
        reason = next((one.reason for one in offered if one.id == chosen), None)
        if coupon is None or reason is not None:
            refusal = CouponUnusable(reason) if reason else await _why(session, quote.user_id, chosen)
            return quote.refused(refusal).offering(self.name, _offer(offered, None))
        lines = terms.applied(coupon.template, quote.lines, basis[coupon.id])
        return replace(quote, lines=lines).offering(self.name, _offer(offered, coupon.id))

    async def lock(self, session: AsyncSession, order_id: int, quote: Quote) -> None:
        """Hold the chosen coupon for the order. Raises CouponTaken, CouponExpired when somebody or time was faster."""
        chosen = quote.inputs.get(self.name)
        if chosen is None:
            return
        now = clock.now()
        mine = sa.and_(Coupon.id == chosen, Coupon.user_id == quote.user_id, Coupon.valid_from <= now, unused_at(now))
        if not await changed(session, sa.update(Coupon).where(mine).values(status=LOCKED, order_id=order_id)):
            raise await _why(session, quote.user_id, chosen)

    async def release(self, session: AsyncSession, order_id: int) -> None:
        """Give it back with all of its terms; one that is past its end by now is expired, as the job will find."""
        held = sa.and_(Coupon.order_id == order_id, Coupon.status.in_([LOCKED, USED]))
        if not CouponSettings.load().return_after_refund:
            # What paid an order stays used, told of the payment or not yet.
            held = sa.and_(held, Coupon.order_id.in_(sa.select(Order.id).where(Order.paid_at.is_(None))))
        await changed(session, sa.update(Coupon).where(held).values(status=UNUSED, order_id=None, used_at=None))


async def _unused(session: AsyncSession, user_id: int) -> Sequence[Coupon]:
    """Those that can be used at this moment, the first to end first."""
    now = clock.now()
    statement = sa.select(Coupon).where(Coupon.user_id == user_id, unused_at(now), Coupon.valid_from <= now)
    statement = statement.order_by(Coupon.valid_until, Coupon.id).limit(MOST_OFFERED)
    return (await session.scalars(statement, execution_options={"populate_existing": True})).all()


async def _offered(session: AsyncSession, unused: Sequence[Coupon], basis: dict[int, list[int]]) -> list[OfferedOut]:
    texts = await scope.texts(session, [one.template for one in unused])
    offered = []
    for coupon in unused:
        reason = terms.why_not(coupon.template, basis[coupon.id])
        discount_fen = 0 if reason else terms.discount_of(coupon.template, sum(basis[coupon.id]))
        out = OfferedOut(
            **terms_of(coupon.template, texts),
            id=coupon.id,
            valid_until=coupon.valid_until,
            discount_fen=discount_fen,
            reason=reason,
        )
        offered.append(out)
    return sorted(offered, key=lambda one: -one.discount_fen)


def _offer(offered: list[OfferedOut], chosen: int | None) -> dict[str, Any]:
    return OfferOut(items=offered, chosen=chosen).model_dump(mode="json")


async def _why(session: AsyncSession, user_id: int, chosen: object) -> AppError:
    """Why this coupon, whatever a client may have sent as one, cannot be used."""
    is_id = isinstance(chosen, int) and not isinstance(chosen, bool) and 0 < chosen <= LARGEST_ID
    coupon = await session.get(Coupon, chosen, populate_existing=True) if is_id else None
    if coupon is None or coupon.user_id != user_id:
        return CouponNotFound()
    state = coupon.state_at(clock.now())
    if state == "expired":
        return CouponExpired()
    return CouponUnusable("优惠券还没到使用时间") if state == UNUSED else CouponTaken()
