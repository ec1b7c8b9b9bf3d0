"""The moves of an order. Each is one conditional update; what it entails is in the same transaction, once.

Every function answers whether it moved the order: False means that somebody else was faster, and nothing was done.
"""

from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.order import OrderCanceled, OrderCompleted, OrderedLine, OrderEvent, OrderPaid, OrderRefunded
from app.contracts.payment import PAYMENT, NobodyCollects
from app.contracts.pricing import PRICE_STEPS
from app.contracts.stock import STOCK, UnlimitedStock
from app.core import clock
from app.core.context import Actor
from app.core.database import changed
from app.core.events import emit
from app.core.money import yuan_text
from app.modules.order import history
from app.modules.order.models import Order
from app.modules.order.states import CANCELED, COMPLETED, ORDER, PAID, PENDING_PAYMENT

SUBJECT = "order"
WECHAT = Actor("wechat")

E = TypeVar("E", bound=OrderEvent)


async def event(session: AsyncSession, order: Order, kind: type[E], **more: str | int) -> E:
    """A fact about the order; `more` are the fields that only this kind has."""
    await session.refresh(order, ["lines"])
    lines = tuple(OrderedLine(line.sku_id, line.spu_id, line.quantity, line.total_fen) for line in order.lines)
    return kind(order.id, order.order_no, order.user_id, order.payable_fen, lines, **more)


async def _moved(session: AsyncSession, order_id: int, to: str, actor: Actor, note: str) -> Order:
    await history.note(session, order_id, to, actor, note)
    return await session.get_one(Order, order_id, populate_existing=True)


async def pay(session: AsyncSession, order_id: int, actor: Actor, note: str = "", *, pay_no: str | None = None) -> bool:
    """The money is there: the goods are sold. `pay_no` names the payment, where it came online."""
    values = {"paid_at": clock.now(), "pay_no": pay_no, "open_slot": None}
    if not await ORDER.move(session, Order, order_id, source=PENDING_PAYMENT, to=PAID, **values):
        return False
    order = await _moved(session, order_id, PAID, actor, note)
    await STOCK.one(UnlimitedStock()).commit(session, SUBJECT, order_id)
    await emit(session, await event(session, order, OrderPaid))
    return True


async def complete(session: AsyncSession, order_id: int, actor: Actor, note: str = "") -> bool:
    """The customer has what was bought."""
    if not await ORDER.move(session, Order, order_id, to=COMPLETED, completed_at=clock.now()):
        return False
    order = await _moved(session, order_id, COMPLETED, actor, note)
    await emit(session, await event(session, order, OrderCompleted))
    return True


async def cancel_unpaid(session: AsyncSession, order_id: int, actor: Actor, reason: str, note: str = "") -> bool:
    """Give back the goods and what promotions locked; take no more money. What still arrives is refunded by itself."""
    values = {"canceled_at": clock.now(), "cancel_reason": reason, "open_slot": None}
    if not await ORDER.move(session, Order, order_id, source=PENDING_PAYMENT, to=CANCELED, **values):
        return False
    order = await _moved(session, order_id, CANCELED, actor, note)
    await STOCK.one(UnlimitedStock()).release(session, SUBJECT, order_id)
    for step in PRICE_STEPS.all():
        await step.release(session, order_id)
    await PAYMENT.one(NobodyCollects()).close(session, SUBJECT, order_id)
    await emit(session, await event(session, order, OrderCanceled, reason=reason))
    return True


async def refunded(session: AsyncSession, order_id: int, total_fen: int) -> None:
    """Note how much of the order has been given back so far. Events may arrive again or late: the amount only grows."""
    grown = sa.and_(Order.id == order_id, Order.refunded_fen < total_fen, Order.payable_fen >= total_fen)
    if not await changed(session, sa.update(Order).where(grown).values(refunded_fen=total_fen)):
        return
    order = await session.get_one(Order, order_id, populate_existing=True)
    everything = order.refund_status == "all"
    note = f"已退款 {yuan_text(total_fen)}" + ("（全部）" if everything else "")
    await history.note(session, order_id, order.status, WECHAT, note)
    await emit(session, await event(session, order, OrderRefunded, refunded_fen=total_fen))
    if everything:
        await _cancel_refunded(session, order_id)


async def _cancel_refunded(session: AsyncSession, order_id: int) -> None:
    """An order that was paid, is not on its way yet, and got all its money back is over; its goods are still here."""
    values = {"canceled_at": clock.now(), "cancel_reason": "refunded_all"}
    if not await ORDER.move(session, Order, order_id, source=PAID, to=CANCELED, **values):
        return
    order = await _moved(session, order_id, CANCELED, WECHAT, "款项已全部退回")
    await STOCK.one(UnlimitedStock()).restore(session, SUBJECT, order_id)
    for step in PRICE_STEPS.all():
        await step.release(session, order_id)
    await emit(session, await event(session, order, OrderCanceled, reason="refunded_all"))
