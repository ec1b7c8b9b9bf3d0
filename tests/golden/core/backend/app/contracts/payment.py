"""Being paid, without the one who asks for money knowing how it comes, or the one who takes it knowing what for.

The owner of something that is paid for (an order, a booking) provides a `Payable` and reacts to the events. The
module that takes the money provides `PAYMENT`. A `subject` names the kind of thing ("order"), a `subject_id` the
one.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import AppError
from app.core.events import Event
from app.core.ports import Port


class NotPayable(AppError):
    status, code, message = 409, "NOT_PAYABLE", "当前状态无需付款或不能付款"


@dataclass(frozen=True)
class Demand:
    """What is to be paid for one thing; `description` is what the customer reads in WeChat."""

    subject: str
    subject_id: int
    user_id: int
    amount_fen: int
    description: str
    expires_at: datetime


class Payable(Protocol):
    """Something that can be paid for. `collection` is its place in addresses: POST /{collection}/{id}/pay."""

    subject: str
    collection: str

    async def demand(self, session: AsyncSession, subject_id: int, user_id: int) -> Demand | None:
        """What `user_id` has to pay; None when there is no such thing of this customer's. Raises NotPayable."""
        ...


PAYABLES: Port[Payable] = Port("payables")


class Payment(Protocol):
    """What the owner of a thing may ask for, in his own transaction; WeChat is asked after the commit."""

    collects: bool
    """Whether customers pay here at all; where nobody collects, staff confirm that the money has come."""

    async def close(self, session: AsyncSession, subject: str, subject_id: int) -> None:
        """Take no more money for it. What was paid in the meantime still arrives as `payment.succeeded`."""
        ...

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
        """Give `amount_fen` back (None: all that is left), out of the payment `pay_no` where there is more than one.

        The same `key` (unique for the subject) again is the same refund: one that has failed is tried again, under its
        number, unless the channel has closed it. Raises NotPayable when more would be given back than was paid.
        """
        ...


class NobodyCollects:
    """Where money changes hands outside."""

    collects = False

    async def close(self, session: AsyncSession, subject: str, subject_id: int) -> None:
        """There is nothing to close."""

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
        """The money goes back the way it came: outside."""


PAYMENT: Port[Payment] = Port("payment")


@dataclass(frozen=True)
class PaymentSucceeded(Event):
    name: ClassVar[str] = "payment.succeeded"
    subject_id: int
    subject: str
    pay_no: str
    amount_fen: int
    paid_at: datetime


@dataclass(frozen=True)
class RefundSucceeded(Event):
    """`total_refunded_fen` counts what has gone back of the payment `pay_no` so far, this refund included."""

    name: ClassVar[str] = "refund.succeeded"
    subject_id: int
    subject: str
    refund_no: str
    key: str
    amount_fen: int
    total_refunded_fen: int
    pay_no: str


@dataclass(frozen=True)
class RefundFailed(Event):
    """The channel will not carry it out (refused, abnormal or closed): somebody has to look.

    `closed`: never under this number; whoever asks again needs another key.
    """

    name: ClassVar[str] = "refund.failed"
    subject_id: int
    subject: str
    refund_no: str
    key: str
    reason: str
    closed: bool = False
