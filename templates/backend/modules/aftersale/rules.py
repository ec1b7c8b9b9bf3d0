"""Whether a customer may ask: what the order is, how long ago it was completed, and what the law exempts."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.modules.aftersale.errors import NotForThisOrder, NotReturnable, WindowClosed
from app.modules.aftersale.models import ReturnException
from app.modules.aftersale.reasons import EXCHANGE, KINDS, REASONS, REFUND_ONLY, Kind, ReasonId
from app.modules.aftersale.settings import AftersaleSettings
from app.modules.catalog.api import category_codes
from app.modules.order.api import COMPLETED, NOT_SENT, PENDING_GROUP, Order, OrderLine

UNSENT = NOT_SENT - {PENDING_GROUP}
"""Paid, still here, and nobody else's order hangs on it: what waits for its group ends with the group."""
SENT = frozenset({"shipped", COMPLETED})


def until(order: Order, kind: Kind) -> datetime | None:
    """When the customer may no longer ask by himself; None for as long as the order is not completed."""
    rules = AftersaleSettings.load()
    window = rules.exchange_window if kind == EXCHANGE else rules.return_window
    return None if order.completed_at is None else order.completed_at + window


def kinds(order: Order, *, by_staff: bool = False) -> list[Kind]:
    """What can be asked for of an order like this, now."""
    if order.status in UNSENT:
        return [REFUND_ONLY]
    if order.status not in SENT:
        return []
    offered = [kind for kind in KINDS if kind != EXCHANGE or AftersaleSettings.load().exchange]
    return [kind for kind in offered if by_staff or _in_time(order, kind)]


def _in_time(order: Order, kind: Kind) -> bool:
    end = until(order, kind)
    return end is None or clock.now() < end


async def check(
    session: AsyncSession, order: Order, kind: Kind, reason: ReasonId, lines: Collection[OrderLine], *, by_staff: bool
) -> None:
    """Raises NotForThisOrder, WindowClosed and NotReturnable; staff may do what the last two forbid."""
    if kind not in kinds(order, by_staff=True):
        raise NotForThisOrder(status=order.status)
    if by_staff:
        return
    if not _in_time(order, kind):
        raise WindowClosed(until=until(order, kind))
    if order.status in UNSENT or REASONS[reason].merchant_fault:
        return
    if exempt := await exempt_skus(session, lines):
        raise NotReturnable(sku_ids=sorted(exempt))


async def exempt_skus(session: AsyncSession, lines: Collection[OrderLine]) -> set[int]:
    """The SKUs of `lines` that cannot be returned without a reason (Consumer Rights Law, article 25)."""
    spu_ids = {line.spu_id for line in lines}
    named = sa.select(ReturnException.spu_id).where(ReturnException.spu_id.in_(spu_ids))
    exempt = set(await session.scalars(named))
    if codes := set(AftersaleSettings.load().no_return_categories):
        by_spu = await category_codes(session, spu_ids)
        exempt |= {spu_id for spu_id, its in by_spu.items() if codes & its}
    return {line.sku_id for line in lines if line.spu_id in exempt}
