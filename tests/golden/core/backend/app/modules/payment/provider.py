"""What the owners of things that are paid for may ask of this module (`app/contracts/payment.py`)."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock, jobs
from app.core.context import SYSTEM
from app.core.database import changed
from app.modules.payment import refunding
from app.modules.payment.errors import NotRefundable
from app.modules.payment.models import PayOrder
from app.modules.payment.states import SUCCESS

CLOSE = "payment.close"


class WeChatPayment:
    collects = True

    async def close(self, session: AsyncSession, subject: str, subject_id: int) -> None:
        mine = sa.and_(PayOrder.subject == subject, PayOrder.subject_id == subject_id, PayOrder.open_slot == 1)
        asked = sa.and_(mine, PayOrder.close_requested_at.is_(None))
        if not await changed(session, sa.update(PayOrder).where(asked).values(close_requested_at=clock.now())):
            return
        order_id = (await session.scalars(sa.select(PayOrder.id).where(mine))).one()
        await jobs.schedule(session, CLOSE, key=str(order_id), payload={"order_id": order_id})

    async def refund(
        self,
        session: AsyncSession,
        subject: str,
        subject_id: int,
        *,
        amount_fen: int | None,
        key: str,
        reason: str,
        pay_no: str | None = None,
    ) -> None:
        """Out of the payment `pay_no`, or the latest one that has enough left."""
        mine = sa.and_(PayOrder.subject == subject, PayOrder.subject_id == subject_id, PayOrder.status == SUCCESS)
        if pay_no is not None:
            mine = sa.and_(mine, PayOrder.pay_no == pay_no)
        fitting = PayOrder.refunding_fen + (amount_fen or 1) <= PayOrder.amount_fen
        by_room = sa.select(PayOrder).where(mine).order_by(fitting.desc(), PayOrder.id.desc()).limit(1)
        order = await session.scalar(by_room)
        if order is None:
            raise NotRefundable(refundable_fen=0)
        if amount_fen is None:
            amount_fen = order.amount_fen - order.refunding_fen
            if amount_fen == 0:
                return
        await refunding.request(session, order, amount_fen=amount_fen, key=key, reason=reason, actor=SYSTEM)
