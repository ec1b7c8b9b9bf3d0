"""A booking as something to be paid for, and what happens when the money comes, or comes too late."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.payment import PAYMENT, Demand, NobodyCollects, NotPayable, PaymentSucceeded
from app.core import audit, clock
from app.core.business import business
from app.core.context import SYSTEM, Actor
from app.modules.booking import booking
from app.modules.booking.models import Booking
from app.modules.booking.states import HELD

WECHAT = Actor("wechat")


class PayableBooking:
    subject = booking.SUBJECT
    collection = "bookings"

    async def demand(self, session: AsyncSession, subject_id: int, user_id: int) -> Demand | None:
        row = await session.get(Booking, subject_id)
        if row is None or row.user_id != user_id:
            return None
        if row.status != HELD or row.expires_at is None or row.expires_at <= clock.now():
            raise NotPayable(status=row.status)
        description = f"{business().app.name}-{row.slot.resource.name} 预约"[:40]
        return Demand(self.subject, row.id, user_id, row.price_fen, description, row.expires_at)


async def on_payment_succeeded(session: AsyncSession, event: PaymentSucceeded) -> None:
    """Booked, unless the booking no longer waits for it: then the money goes back."""
    if event.subject != booking.SUBJECT:
        return
    row = await booking.find(session, event.subject_id)
    if row.pay_no == event.pay_no:
        return
    right = event.amount_fen == row.price_fen
    if right and await booking.confirm(session, row.id, WECHAT, pay_no=event.pay_no):
        return
    await PAYMENT.one(NobodyCollects()).refund(
        session,
        booking.SUBJECT,
        row.id,
        amount_fen=None,
        key=f"late:{event.pay_no}",
        reason="预约已取消，自动退款",
        pay_no=event.pay_no,
    )
    await audit.record(session, SYSTEM, "booking.refund_late_payment", "booking", row.id, pay_no=event.pay_no)


async def expire(session: AsyncSession, payload: dict[str, Any]) -> None:
    """The deadline for payment has passed."""
    await booking.expire(session, payload["booking_id"])


async def remind(session: AsyncSession, payload: dict[str, Any]) -> None:
    await booking.remind(session, payload["booking_id"], payload["slot_id"])


async def miss(session: AsyncSession, payload: dict[str, Any]) -> None:
    await booking.miss(session, payload["booking_id"], payload["slot_id"])
