"""How far a payment is, for the customer who has to pay."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.payment import NotPayable, Payable
from app.modules.payment.errors import PaymentNotFound
from app.modules.payment.models import PayOrder
from app.modules.payment.schemas import PayStatusOut
from app.modules.payment.states import SUCCESS, WAITING

_RANK = sa.case({SUCCESS: 0, WAITING: 1}, value=PayOrder.status, else_=2)


async def latest(session: AsyncSession, subject: str, subject_id: int, user_id: int) -> PayOrder | None:
    """The payment that counts for the thing: one with the money, else the one that waits, else the last that was
    closed.
    """
    mine = (PayOrder.subject == subject, PayOrder.subject_id == subject_id, PayOrder.user_id == user_id)
    return await session.scalar(sa.select(PayOrder).where(*mine).order_by(_RANK, PayOrder.id).limit(1))


async def unpaid_status(session: AsyncSession, payable: Payable, subject_id: int, user_id: int) -> PayStatusOut:
    """For a thing that nobody began to pay. Raises PaymentNotFound when it is not this customer's."""
    try:
        demand = await payable.demand(session, subject_id, user_id)
    except NotPayable:
        return PayStatusOut(status="none", amount_fen=0)
    if demand is None:
        raise PaymentNotFound
    return PayStatusOut(status="none", amount_fen=demand.amount_fen)


def status_of(order: PayOrder) -> PayStatusOut:
    if order.status == SUCCESS and order.refunded_fen == order.amount_fen:
        return PayStatusOut(status="refunded", amount_fen=order.amount_fen)
    if order.status == SUCCESS and order.refunding_fen > order.refunded_fen:
        return PayStatusOut(status="refunding", amount_fen=order.amount_fen)
    return PayStatusOut.model_validate({"status": order.status, "amount_fen": order.amount_fen})
