"""An order as something to be paid for, and what happens when the money comes, too late, or goes back."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.payment import (
    PAYMENT,
    Demand,
    NobodyCollects,
    NotPayable,
    PaymentSucceeded,
    RefundFailed,
    RefundSucceeded,
)
from app.core import audit, clock
from app.core.business import business
from app.core.context import SYSTEM
from app.core.money import yuan_text
from app.modules.order import history, moves
from app.modules.order.models import Order
from app.modules.order.states import CANCELED, PENDING_PAYMENT


class PayableOrder:
    subject = moves.SUBJECT
    collection = "orders"

    async def demand(self, session: AsyncSession, subject_id: int, user_id: int) -> Demand | None:
        order = await session.get(Order, subject_id)
        if order is None or order.user_id != user_id:
            return None
        if order.status != PENDING_PAYMENT or order.expires_at is None or order.expires_at <= clock.now():
            raise NotPayable(status=order.status)
        more = f"等 {len(order.lines)} 件" if len(order.lines) > 1 else ""
        description = f"{business().app.name}-{order.lines[0].name}"[:40] + more
        return Demand(self.subject, order.id, user_id, order.payable_fen, description, order.expires_at)


async def on_payment_succeeded(session: AsyncSession, event: PaymentSucceeded) -> None:
    """Paid, unless the order is no longer waiting for it: then the money goes back, and the order stays what it is."""
    if event.subject != moves.SUBJECT:
        return
    order = await session.get_one(Order, event.subject_id)
    if order.pay_no == event.pay_no:
        return
    note = f"微信支付 {event.pay_no}"
    right = event.amount_fen == order.payable_fen
    if right and await moves.pay(session, order.id, moves.WECHAT, note, pay_no=event.pay_no):
        return
    reason = "订单已取消，自动退款" if order.status == CANCELED else "订单无需付款，自动退款"
    await PAYMENT.one(NobodyCollects()).refund(
        session,
        moves.SUBJECT,
        order.id,
        amount_fen=None,
        key=f"late:{event.pay_no}",
        reason=reason,
        pay_no=event.pay_no,
    )
    text = f"付款 {yuan_text(event.amount_fen)} 到账时{reason}"
    await history.note(session, order.id, order.status, SYSTEM, text)
    await audit.record(session, SYSTEM, "order.refund_late_payment", "order", order.id, pay_no=event.pay_no)


async def on_refund_succeeded(session: AsyncSession, event: RefundSucceeded) -> None:
    """A second payment that went back changes nothing: the order is still paid by the first."""
    if event.subject != moves.SUBJECT:
        return
    order = await session.get_one(Order, event.subject_id)
    if order.pay_no in (None, event.pay_no):
        await moves.refunded(session, order.id, event.total_refunded_fen)


async def on_refund_failed(session: AsyncSession, event: RefundFailed) -> None:
    if event.subject == moves.SUBJECT:
        order = await session.get_one(Order, event.subject_id)
        text = f"退款未成功：{event.reason}，请在商户平台处理"
        await history.note(session, order.id, order.status, moves.WECHAT, text)
