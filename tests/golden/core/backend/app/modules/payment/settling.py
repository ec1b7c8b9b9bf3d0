"""The only place where a payment becomes paid or closed, whoever learnt it: a callback, a query, or a refused request.

What WeChat said is compared with what was asked before anything moves; each move is one conditional update, so the same
news again changes nothing.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.payment import PaymentSucceeded
from app.core import clock
from app.core.events import emit
from app.modules.payment import alerts
from app.modules.payment.answers import Trade
from app.modules.payment.models import PayAttempt, PayOrder
from app.modules.payment.numbers import new_number
from app.modules.payment.states import CLOSED, PAY_ATTEMPT, PAY_ORDER, SUCCESS, WAITING

APPLIED, REPEATED, MISMATCH, UNKNOWN, IGNORED = "applied", "repeated", "mismatch", "unknown", "ignored"


async def settle(session: AsyncSession, trade: Trade) -> str:
    """Take note of what WeChat says of a number; answers with one of the words above.

    UNKNOWN: no such number here. MISMATCH: another amount, currency or merchant than was asked for; nothing is paid,
    somebody is alerted.
    """
    attempt = await session.scalar(sa.select(PayAttempt).where(PayAttempt.out_trade_no == trade.out_trade_no))
    if attempt is None:
        await alerts.add(
            session, "unknown_number", trade.out_trade_no, wechat_state=trade.state, told_fen=trade.total_fen
        )
        return UNKNOWN
    order = await session.get_one(PayOrder, attempt.order_id)
    if trade.paid:
        return await _paid(session, trade, attempt, order)
    if trade.closed and await close_attempt(session, attempt.id):
        return APPLIED
    return IGNORED


async def close_attempt(session: AsyncSession, attempt_id: int) -> bool:
    """WeChat has closed the number, or never knew it."""
    now = clock.now()
    return await PAY_ATTEMPT.move(
        session, PayAttempt, attempt_id, source=WAITING, to=CLOSED, open_slot=None, finished_at=now
    )


async def close_order(session: AsyncSession, order_id: int) -> bool:
    """Give the payment up; does nothing while a number of it may still be paid."""
    waiting = sa.exists().where(PayAttempt.order_id == order_id, PayAttempt.status == WAITING)
    if await session.scalar(sa.select(waiting)):
        return False
    return await PAY_ORDER.move(session, PayOrder, order_id, source=WAITING, to=CLOSED, open_slot=None)


async def _paid(session: AsyncSession, trade: Trade, attempt: PayAttempt, order: PayOrder) -> str:
    agreed = (order.amount_fen, "CNY", attempt.mchid, attempt.sub_mchid)
    told = (trade.total_fen, trade.currency, trade.mchid, trade.sub_mchid)
    if told != agreed or trade.transaction_id is None:
        await alerts.add(
            session, "mismatch", trade.out_trade_no, order.id, asked_fen=order.amount_fen, told_fen=trade.total_fen
        )
        return MISMATCH
    now = clock.now()
    paid_at = trade.paid_at or now
    if not await PAY_ATTEMPT.move(session, PayAttempt, attempt.id, to=SUCCESS, open_slot=None, finished_at=now):
        return REPEATED
    paid: dict[str, Any] = {"open_slot": None, "paid_at": paid_at, "transaction_id": trade.transaction_id}
    if not await PAY_ORDER.move(session, PayOrder, order.id, to=SUCCESS, **paid):
        order = await _second_payment(session, attempt, order)
        await PAY_ORDER.move(session, PayOrder, order.id, to=SUCCESS, **paid)
    if trade.state == "REFUND" and order.refunding_fen == 0:
        await alerts.add(session, "refunded_outside", trade.out_trade_no, order.id)
    await emit(
        session,
        PaymentSucceeded(
            subject_id=order.subject_id,
            subject=order.subject,
            pay_no=order.pay_no,
            amount_fen=order.amount_fen,
            paid_at=paid_at,
        ),
    )
    return APPLIED


async def _second_payment(session: AsyncSession, attempt: PayAttempt, order: PayOrder) -> PayOrder:
    """Two numbers of one payment were paid: the second is a payment of its own, and the owner of the thing gives it
    back.
    """
    second = PayOrder(
        pay_no=new_number("P"),
        subject=order.subject,
        subject_id=order.subject_id,
        user_id=order.user_id,
        amount_fen=order.amount_fen,
        description=order.description,
        status=CLOSED,
        expires_at=order.expires_at,
        created_at=clock.now(),
    )
    session.add(second)
    await session.flush()
    attempt.order_id = second.id
    await session.flush()
    await alerts.add(session, "paid_twice", attempt.out_trade_no, second.id, first=order.pay_no)
    return second
