"""Something to pay for, so that payments can be tested without orders."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.payment import (
    PAYABLES,
    PAYMENT,
    Demand,
    NobodyCollects,
    NotPayable,
    PaymentSucceeded,
    RefundFailed,
    RefundSucceeded,
)
from app.core import clock
from app.core.events import on


@dataclass
class Thing:
    id: int
    user_id: int
    amount_fen: int
    expires_at: datetime
    description: str = "明前龙井 100g"
    canceled: bool = False
    paid: list[PaymentSucceeded] = field(default_factory=list)
    refunded: list[RefundSucceeded] = field(default_factory=list)
    failed: list[RefundFailed] = field(default_factory=list)


class Things:
    """As an owner of things should be: what is paid too late, or twice, goes back in the handler's transaction."""

    subject = "thing"
    collection = "things"

    def __init__(self) -> None:
        self.rows: dict[int, Thing] = {}

    def new(self, user_id: int, amount_fen: int = 12800, minutes: float = 30) -> Thing:
        expires_at = clock.now() + timedelta(minutes=minutes)
        thing = Thing(len(self.rows) + 1, user_id, amount_fen, expires_at)
        self.rows[thing.id] = thing
        return thing

    async def cancel(self, session: AsyncSession, thing: Thing) -> None:
        thing.canceled = True
        await PAYMENT.one(NobodyCollects()).close(session, self.subject, thing.id)

    async def demand(self, session: AsyncSession, subject_id: int, user_id: int) -> Demand | None:
        del session
        thing = self.rows.get(subject_id)
        if thing is None or thing.user_id != user_id:
            return None
        if thing.canceled or thing.paid:
            raise NotPayable
        return Demand(self.subject, thing.id, user_id, thing.amount_fen, thing.description, thing.expires_at)

    async def on_paid(self, session: AsyncSession, event: PaymentSucceeded) -> None:
        if event.subject != self.subject:
            return
        thing = self.rows[event.subject_id]
        if thing.canceled or thing.paid:
            await PAYMENT.one(NobodyCollects()).refund(
                session,
                self.subject,
                thing.id,
                amount_fen=None,
                key=f"late:{event.pay_no}",
                reason="已取消，自动退款",
                pay_no=event.pay_no,
            )
        thing.paid.append(event)

    async def on_refunded(self, session: AsyncSession, event: RefundSucceeded) -> None:
        del session
        if event.subject == self.subject:
            self.rows[event.subject_id].refunded.append(event)

    async def on_refund_failed(self, session: AsyncSession, event: RefundFailed) -> None:
        del session
        if event.subject == self.subject:
            self.rows[event.subject_id].failed.append(event)


THINGS = Things()
PAYABLES.provide(THINGS, owner="payment tests")
on(PaymentSucceeded, THINGS.on_paid, name="payment_tests.paid")
on(RefundSucceeded, THINGS.on_refunded, name="payment_tests.refunded")
on(RefundFailed, THINGS.on_refund_failed, name="payment_tests.refund_failed")
