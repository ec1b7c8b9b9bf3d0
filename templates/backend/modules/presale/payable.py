"""A deposit as something to be paid for, and what happens when the money comes, too late, or goes back."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.payment import PAYMENT, Demand, NobodyCollects, NotPayable, PaymentSucceeded
from app.core import audit, clock
from app.core.business import business
from app.core.context import SYSTEM
from app.modules.catalog.api import skus_by_id
from app.modules.presale import booking
from app.modules.presale.models import PresaleBooking
from app.modules.presale.states import PENDING


class PayableDeposit:
    subject = booking.SUBJECT
    collection = "presales"

    async def demand(self, session: AsyncSession, subject_id: int, user_id: int) -> Demand | None:
        row = await session.get(PresaleBooking, subject_id)
        if row is None or row.user_id != user_id:
            return None
        if row.status != PENDING or row.expires_at <= clock.now():
            raise NotPayable(status=row.status)
        sku_id = row.activity.sku_id
        name = (await skus_by_id(session, [sku_id]))[sku_id].name
        description = f"{business().app.name}-{name}"[:36] + " 定金"
        return Demand(self.subject, row.id, user_id, row.deposit_fen, description, row.expires_at)


async def on_payment_succeeded(session: AsyncSession, event: PaymentSucceeded) -> None:
    """Booked, unless the booking no longer waits for it: then the money goes back."""
    if event.subject != booking.SUBJECT:
        return
    row = await session.get_one(PresaleBooking, event.subject_id, populate_existing=True)
    if row.pay_no == event.pay_no:
        return
    if event.amount_fen == row.deposit_fen and await booking.deposit_paid(session, row.id, event.pay_no):
        return
    await PAYMENT.one(NobodyCollects()).refund(
        session,
        booking.SUBJECT,
        row.id,
        amount_fen=None,
        key=f"late:{event.pay_no}",
        reason="预订已取消，自动退款",
        pay_no=event.pay_no,
    )
    await audit.record(session, SYSTEM, "presale.refund_late_payment", "presale", row.id, pay_no=event.pay_no)


async def expire(session: AsyncSession, payload: dict[str, Any]) -> None:
    """The deadline for the deposit has passed."""
    await booking.cancel_unpaid(session, payload["booking_id"])


async def open_balance(session: AsyncSession, payload: dict[str, Any]) -> None:
    await booking.open_balance(session, payload["booking_id"])


async def lapse(session: AsyncSession, payload: dict[str, Any]) -> None:
    """The time for the balance is up; a booking that an order holds ends with that order."""
    await booking.lapse(session, payload["booking_id"])
