"""What becomes of cases when something happens to their order."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.order import OrderCanceled, OrderRefunded
from app.core.context import SYSTEM
from app.modules.aftersale import moves, refunding
from app.modules.aftersale.models import Aftersale
from app.modules.aftersale.reasons import EXCHANGE
from app.modules.aftersale.states import AGREED, APPLIED
from app.modules.order.api import Order


async def on_order_canceled(session: AsyncSession, event: OrderCanceled) -> None:
    """Whatever it was canceled for, its money goes back without a case."""
    await _close(session, Aftersale.order_id == event.order_id, "订单已取消")


async def on_order_refunded(session: AsyncSession, event: OrderRefunded) -> None:
    """All of the money is back: nobody need ask for some of it, and what promotions took follows."""
    if event.refunded_fen < event.payable_fen:
        return
    for_money = sa.and_(Aftersale.order_id == event.order_id, Aftersale.kind != EXCHANGE)
    await _close(session, for_money, "款项已全部退回")
    await refunding.give_back_promotions(session, await session.get_one(Order, event.order_id))


async def _close(session: AsyncSession, which: sa.ColumnElement[bool], note: str) -> None:
    waiting = sa.select(Aftersale.id).where(which, Aftersale.status.in_([APPLIED, AGREED]))
    for aftersale_id in (await session.scalars(waiting.order_by(Aftersale.id))).all():
        await moves.cancel(session, aftersale_id, SYSTEM, note)
