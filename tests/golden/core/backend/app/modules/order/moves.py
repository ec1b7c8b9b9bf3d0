"""The moves of an order. Each is one conditional update; what it entails is in the same transaction, once.

Every function answers whether it moved the order: False means that somebody else was faster, and nothing was done.
"""

from collections import Counter
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.order import (
    HANDED_OVER,
    HOLDS,
    OrderCanceled,
    OrderCompleted,
    OrderedLine,
    OrderEvent,
    OrderPaid,
    OrderReady,
    OrderRefunded,
)
from app.contracts.payment import PAYMENT, NobodyCollects
from app.contracts.pricing import PRICE_STEPS
from app.contracts.stock import STOCK, UnlimitedStock
from app.core import clock
from app.core.context import SYSTEM, Actor
from app.core.database import changed
from app.core.events import emit
from app.core.money import yuan_text
from app.modules.order import history
from app.modules.order.models import Order
from app.modules.order.states import CANCELED, COMPLETED, NOT_SENT, ORDER, PAID, PENDING_GROUP, PENDING_PAYMENT

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
    if [hold for hold in HOLDS.all() if await hold.holds(session, order_id)]:
        await advance(session, order_id, PENDING_GROUP, SYSTEM)
    else:
        await emit(session, await event(session, order, OrderReady))
    return True


async def let_go(session: AsyncSession, order_id: int, actor: Actor, note: str = "") -> bool:
    """What held the order has happened: it may be served."""
    if not await ORDER.move(session, Order, order_id, source=PENDING_GROUP, to=PAID):
        return False
    order = await _moved(session, order_id, PAID, actor, note)
    await emit(session, await event(session, order, OrderReady))
    return True


async def advance(session: AsyncSession, order_id: int, to: str, actor: Actor, note: str = "") -> bool:
    """To a state that entails nothing else here: on its way, or waiting to be picked up."""
    if not await ORDER.move(session, Order, order_id, to=to):
        return False
    await _moved(session, order_id, to, actor, note)
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
        await close_unsent(session, order_id, WECHAT, "refunded_all", "款项已全部退回")


async def cancel_paid(session: AsyncSession, order_id: int, actor: Actor, reason: str, note: str = "") -> bool:
    """Nothing will be sent: the money goes back, as do the goods and what promotions locked."""
    if not await close_unsent(session, order_id, actor, reason, note):
        return False
    payment = PAYMENT.one(NobodyCollects())
    if payment.collects and (await session.get_one(Order, order_id)).payable_fen:
        await payment.refund(
            session, SUBJECT, order_id, amount_fen=None, key=f"canceled:{reason}", reason=note or "订单取消，自动退款"
        )
    return True


async def close_unsent(session: AsyncSession, order_id: int, actor: Actor, reason: str, note: str) -> bool:
    """Of an order that was paid and is still here the money is back already: nothing more will be sent.

    What has left before stays sold: it comes back as a return, or not at all.
    """
    values = {"canceled_at": clock.now(), "cancel_reason": reason}
    if not await ORDER.move(session, Order, order_id, source=NOT_SENT, to=CANCELED, **values):
        return False
    order = await _moved(session, order_id, CANCELED, actor, note)
    left = await handed_over(session, order_id)
    gone = {line.sku_id: left[line.id] for line in order.lines if line.id in left}
    await STOCK.one(UnlimitedStock()).restore(session, SUBJECT, order_id, gone=gone)
    for step in PRICE_STEPS.all():
        await step.release(session, order_id)
    await emit(session, await event(session, order, OrderCanceled, reason=reason))
    return True


async def handed_over(session: AsyncSession, order_id: int) -> dict[int, int]:
    """Pieces by line that have left the shop, whoever sent them. The caller has locked the order's row."""
    left: Counter[int] = Counter()
    for one in HANDED_OVER.all():
        left.update(await one.gone(session, order_id))
    return dict(left)
