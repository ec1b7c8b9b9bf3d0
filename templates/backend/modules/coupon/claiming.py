"""How a coupon comes into a customer's hands: limits are constraints and conditional updates, in one transaction."""

from collections.abc import Iterable
from contextlib import suppress

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.coupon import CouponClaimed
from app.core import clock
from app.core.database import changed, upsert
from app.core.events import emit
from app.modules.coupon.codes import normal
from app.modules.coupon.errors import ClaimClosed, ClaimLimit, CodeInvalid, CodeUsed, SoldOut, TemplateNotFound
from app.modules.coupon.models import Coupon, CouponCode, CouponTemplate
from app.modules.coupon.states import COUPON, DRAFT, ISSUING
from app.modules.coupon.validity import span


async def claim(session: AsyncSession, user_id: int, template_id: int) -> Coupon:
    """By button. Raises TemplateNotFound, ClaimClosed, ClaimLimit, SoldOut."""
    template = await session.get(CouponTemplate, template_id)
    if template is None or template.status == DRAFT or template.claim_by != "button":
        raise TemplateNotFound
    return await _hand_out(session, user_id, template)


async def exchange(session: AsyncSession, user_id: int, code: str) -> Coupon:
    """By exchange code. Raises CodeInvalid, CodeUsed, ClaimClosed, ClaimLimit, SoldOut."""
    known = await session.scalar(sa.select(CouponCode).where(CouponCode.code == normal(code)))
    if known is None:
        raise CodeInvalid
    left = sa.and_(CouponCode.id == known.id, CouponCode.uses_left > 0)
    if not await changed(session, sa.update(CouponCode).where(left).values(uses_left=CouponCode.uses_left - 1)):
        raise CodeUsed
    return await _hand_out(session, user_id, await session.get_one(CouponTemplate, known.template_id))


async def give_on_birthday(session: AsyncSession, user_id: int, year: int) -> None:
    """One of each that is given on birthdays, once a year; those that are all gone are left out."""
    given = sa.and_(CouponTemplate.claim_by == "birthday", CouponTemplate.status == ISSUING)
    for template in (await session.scalars(sa.select(CouponTemplate).where(given).order_by(CouponTemplate.id))).all():
        with suppress(ClaimClosed, ClaimLimit, SoldOut):
            async with session.begin_nested():
                await _hand_out(session, user_id, template, slots=range(year, year + 1))


async def _hand_out(
    session: AsyncSession, user_id: int, template: CouponTemplate, slots: Iterable[int] | None = None
) -> Coupon:
    """A new coupon in the customer's lowest free slot, of all that are his share if not of `slots`, counted against
    the total.

    The slot comes first, so that somebody who has his share is told so even when nothing is left.
    Raises ClaimClosed, ClaimLimit, SoldOut.
    """
    now = clock.now()
    if template.status != ISSUING or (template.valid_until is not None and template.valid_until <= now):
        raise ClaimClosed
    coupon_id = await _take_slot(session, user_id, template, slots or range(1, template.per_user_limit + 1))
    open_ = sa.and_(CouponTemplate.id == template.id, CouponTemplate.status == ISSUING)
    room = sa.or_(CouponTemplate.total_limit.is_(None), CouponTemplate.claimed < CouponTemplate.total_limit)
    counted = sa.update(CouponTemplate).where(open_, room).values(claimed=CouponTemplate.claimed + 1)
    if not await changed(session, counted):
        # Stopped in this very moment, or nothing left.
        still = await session.scalar(sa.select(CouponTemplate.id).where(open_))
        raise SoldOut if still else ClaimClosed
    coupon = await session.get_one(Coupon, coupon_id)
    await emit(session, CouponClaimed(coupon.id, template.id, user_id, coupon.valid_until))
    return coupon


async def _take_slot(session: AsyncSession, user_id: int, template: CouponTemplate, slots: Iterable[int]) -> int:
    """The new coupon's id; of two requests for one slot the constraint lets one in. Raises ClaimLimit."""
    valid_from, valid_until = span(template)
    row = {
        "template_id": template.id,
        "user_id": user_id,
        "status": COUPON.initial,
        "claimed_at": clock.now(),
        "valid_from": valid_from,
        "valid_until": valid_until,
    }
    mine = sa.and_(Coupon.template_id == template.id, Coupon.user_id == user_id)
    taken = set(await session.scalars(sa.select(Coupon.slot).where(mine)))
    for slot in sorted(set(slots) - taken):
        insert = upsert(session, Coupon).values(row | {"slot": slot})
        insert = insert.on_conflict_do_nothing(index_elements=["template_id", "user_id", "slot"])
        if coupon_id := await session.scalar(insert.returning(Coupon.id)):
            return int(coupon_id)
    raise ClaimLimit(limit=template.per_user_limit)
