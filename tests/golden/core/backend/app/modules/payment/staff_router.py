"""Giving money back, for staff."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce
from app.core.ids import Id
from app.core.staff import CurrentStaff, require
from app.modules.payment import refunding
from app.modules.payment.errors import NotRefundable, PaymentNotFound
from app.modules.payment.models import PayOrder
from app.modules.payment.numbers import new_number
from app.modules.payment.schemas import RefundIn, RefundOut

router = APIRouter(prefix="/staff/payments", tags=["店员·支付"])


@router.post(
    "/{payment_id}/refund",
    status_code=201,
    response_model=RefundOut,
    dependencies=[require("payment.refund")],
    responses=raises(PaymentNotFound, NotRefundable),
    summary="退款",
)
async def refund(
    payment_id: Id, body: RefundIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> RefundOut:
        order = await session.get(PayOrder, payment_id)
        if order is None:
            raise PaymentNotFound
        made = await refunding.request(
            session,
            order,
            amount_fen=body.amount_fen,
            key=f"staff:{new_number('K')}",
            reason=body.reason,
            actor=staff.actor,
        )
        return RefundOut.model_validate(made, from_attributes=True)

    return await once.run(database, work, status=201)
