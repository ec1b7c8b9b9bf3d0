"""The money of a case: how much of it, on its way, there, or stuck; and what an order becomes that has nothing left.

A refund keeps its name (`key`) however often it is tried, so the channel sees one number. Only one that the channel has
closed for good is followed by another.
"""

import re
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.payment import PAYMENT, NobodyCollects, NotPayable, RefundFailed, RefundSucceeded
from app.contracts.pricing import PRICE_STEPS
from app.core.context import SYSTEM, Actor
from app.core.database import changed
from app.core.money import allocate
from app.modules.aftersale import amounts, balance, moves
from app.modules.aftersale.models import Aftersale, AftersaleLine
from app.modules.aftersale.states import DONE, REFUND_FAILED, REFUNDING
from app.modules.order.api import CANCELED, NOT_SENT, Order, close_unsent, handed_over, refunded

ORDER = "order"
WECHAT = Actor("wechat")
_KEY = re.compile(r"aftersale:(\d+):(\d+)")


async def start(
    session: AsyncSession,
    aftersale_id: int,
    actor: Actor,
    note: str = "",
    *,
    source: str,
    values: Mapping[str, object] | None = None,
) -> Aftersale | None:
    """Give back what the case is worth, or try again; None when it was not in `source`.

    Where the payment has too little left the case waits in `refund_failed`, as it does when the channel refuses.
    """
    changes = {**(values or {}), "failure": ""}
    aftersale = await moves.step(session, aftersale_id, REFUNDING, actor, note, source=source, values=changes)
    if aftersale is None:
        return None
    try:
        async with session.begin_nested():
            return await _ask(session, aftersale)
    except NotPayable as refusal:
        return await fail(session, aftersale_id, SYSTEM, refusal.text)


async def _ask(session: AsyncSession, aftersale: Aftersale) -> Aftersale | None:
    """Raises NotPayable."""
    order = await session.get_one(Order, aftersale.order_id, populate_existing=True)
    fen = aftersale.refund_fen
    if fen is None:
        fen = await take(session, aftersale)
    payment = PAYMENT.one(NobodyCollects())
    if fen and payment.collects:
        key = f"aftersale:{aftersale.id}:{aftersale.refund_try}"
        reason = f"售后退款 {aftersale.aftersale_no}"
        await payment.refund(session, ORDER, order.id, amount_fen=fen, key=key, reason=reason, pay_no=order.pay_no)
        return await session.get_one(Aftersale, aftersale.id, populate_existing=True)
    if fen:
        await refunded(session, order.id, order.refunded_fen + fen)
    return await finish(session, aftersale.id, SYSTEM, "已线下退款" if fen else "无需退款")


async def take(session: AsyncSession, aftersale: Aftersale) -> int:
    """Decide how much goes back and write it down, line by line; what was never sent is in stock again."""
    order = await _locked(session, aftersale.order_id)
    wanted = {line.line_id: line.quantity for line in aftersale.lines}
    books = await balance.books(session, order)
    gone = await handed_over(session, order.id)
    here = {line: book.bought - book.refunded_quantity - gone.get(line, 0) for line, book in books.lines.items()}
    fault = aftersale.merchant_fault
    amount = amounts.most(books, order.status, wanted, merchant_fault=fault).limited(aftersale.agreed_fen)
    for line in sorted(aftersale.lines, key=lambda line: line.line_id):
        fen = amount.by_line[line.line_id]
        await balance.take(session, line.line_id, line.quantity, fen)
        await changed(session, sa.update(AftersaleLine).where(AftersaleLine.id == line.id).values(refund_fen=fen))
    await balance.take_freight(session, order.id, amount.freight_fen)
    known = {"refund_fen": amount.total_fen, "freight_fen": amount.freight_fen}
    await changed(session, sa.update(Aftersale).where(Aftersale.id == aftersale.id).values(known))
    if order.status in NOT_SENT:
        await moves.restock(session, aftersale, here)
    return amount.total_fen


async def _locked(session: AsyncSession, order_id: int) -> Order:
    """The order and its books, for one change at a time: neither leaves a parcel meanwhile, nor is more asked back.

    Always in this order; others may go on to refer to the order's row.
    """
    order = await session.get_one(Order, order_id, with_for_update={"key_share": True}, populate_existing=True)
    await balance.lock(session, order)
    return order


async def finish(session: AsyncSession, aftersale_id: int, actor: Actor, note: str = "") -> Aftersale | None:
    """The money is back."""
    source = {REFUNDING, REFUND_FAILED}
    aftersale = await moves.step(session, aftersale_id, DONE, actor, note, source=source, values={"failure": ""})
    if aftersale is not None:
        await _round_off(session, aftersale.order_id)
    return aftersale


async def _round_off(session: AsyncSession, order_id: int) -> None:
    """An order of which everything is back: it need not be sent; or, sent before, its promotions are given back."""
    order = await _locked(session, order_id)
    under_way = sa.select(Aftersale.id).where(
        Aftersale.order_id == order_id, Aftersale.status.in_([REFUNDING, REFUND_FAILED])
    )
    if await session.scalar(under_way.limit(1)) or not (await balance.books(session, order)).everything_back():
        return
    if order.status in NOT_SENT:
        await close_unsent(session, order_id, SYSTEM, "refunded_all", "商品已全部退款")
    else:
        await give_back_promotions(session, order)


async def give_back_promotions(session: AsyncSession, order: Order) -> None:
    """As the cancellation does for an order that was not sent. Each says itself what comes back of what it took."""
    if order.status not in {*NOT_SENT, CANCELED}:
        for price_step in PRICE_STEPS.all():
            await price_step.release(session, order.id)


async def on_refund_succeeded(session: AsyncSession, event: RefundSucceeded) -> None:
    """A case's own money has arrived; other money that went back is no longer there to be asked for."""
    if event.subject != ORDER:
        return
    if ours := _KEY.fullmatch(event.key):
        await finish(session, int(ours[1]), WECHAT, "退款已到账")
        return
    order = await session.get_one(Order, event.subject_id)
    if order.pay_no == event.pay_no:
        await _note_outside(session, order, event.amount_fen)


async def _note_outside(session: AsyncSession, order: Order, fen: int) -> None:
    """Spread what staff gave back without a case over what is left of the lines, then of the freight."""
    await balance.lock(session, order)
    books = await balance.books(session, order)
    left = {line_id: line.total_fen - line.refunded_fen for line_id, line in books.lines.items()}
    goods_fen = min(fen, sum(left.values()))
    parts = allocate(goods_fen, list(left.values())) if goods_fen else [0] * len(left)
    freight_fen = min(fen - goods_fen, books.freight.total_fen - books.freight.refunded_fen)
    await balance.take_fen(session, order.id, dict(zip(left, parts, strict=True)), freight_fen)


async def on_refund_failed(session: AsyncSession, event: RefundFailed) -> None:
    """Staff see it, and try again: under the same number unless the channel has closed that one."""
    ours = _KEY.fullmatch(event.key) if event.subject == ORDER else None
    if ours is None:
        return
    aftersale_id, attempt = int(ours[1]), int(ours[2])
    if event.closed:
        mine = sa.and_(Aftersale.id == aftersale_id, Aftersale.refund_try == attempt)
        await changed(session, sa.update(Aftersale).where(mine).values(refund_try=attempt + 1))
    await fail(session, aftersale_id, WECHAT, event.reason)


async def fail(session: AsyncSession, aftersale_id: int, actor: Actor, why: str) -> Aftersale | None:
    """The money is stuck: staff see why."""
    return await moves.step(session, aftersale_id, REFUND_FAILED, actor, why, values={"failure": why})
