"""What payments know about a person: that he paid. The record of the trade is kept (E-Commerce Law, article 31)."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.privacy import AccountInUse
from app.modules.payment.models import PayOrder, PayRefund
from app.modules.payment.states import UNFINISHED_REFUND, WAITING


class PaymentPersonalData:
    section = "payments"

    async def export(self, session: AsyncSession, user_id: int) -> object:
        orders = list(
            await session.scalars(sa.select(PayOrder).where(PayOrder.user_id == user_id).order_by(PayOrder.id))
        )
        mine = PayRefund.order_id.in_([order.id for order in orders])
        refunds = list(await session.scalars(sa.select(PayRefund).where(mine).order_by(PayRefund.id)))
        return [
            {
                "pay_no": order.pay_no,
                "transaction_id": order.transaction_id,
                "description": order.description,
                "amount_fen": order.amount_fen,
                "status": order.status,
                "created_at": order.created_at,
                "paid_at": order.paid_at,
                "refunds": [
                    {"refund_no": one.refund_no, "amount_fen": one.amount_fen, "status": one.status}
                    for one in refunds
                    if one.order_id == order.id
                ],
            }
            for order in orders
        ]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """Raises AccountInUse while money may still come in or has to go back."""
        paying = sa.select(PayOrder.id).where(PayOrder.user_id == user_id, PayOrder.status == WAITING)
        mine = sa.select(PayOrder.id).where(PayOrder.user_id == user_id)
        returning = sa.select(PayRefund.id).where(
            PayRefund.order_id.in_(mine), PayRefund.status.in_(sorted(UNFINISHED_REFUND))
        )
        reasons = [
            reason
            for reason, rows in (("还有一笔付款未结束", paying), ("还有退款未到账", returning))
            if await session.scalar(rows.limit(1)) is not None
        ]
        if reasons:
            raise AccountInUse(reasons=reasons)

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Payments were collected for no consent of their own."""
