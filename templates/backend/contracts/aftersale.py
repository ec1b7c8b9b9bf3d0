"""What others may know of refunds and returns: the facts, and which goods of an order nobody should send any more."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.events import Event
from app.core.ports import Port


@dataclass(frozen=True)
class AftersaleEvent(Event):
    """`kind` is refund_only, return_refund or exchange; `refund_fen` what is given back, 0 until that is known."""

    aftersale_id: int
    aftersale_no: str
    order_id: int
    user_id: int
    kind: str
    refund_fen: int


@dataclass(frozen=True)
class AftersaleApplied(AftersaleEvent):
    name: ClassVar[str] = "aftersale.applied"


@dataclass(frozen=True)
class AftersaleAgreed(AftersaleEvent):
    """The customer may send the goods back."""

    name: ClassVar[str] = "aftersale.agreed"


@dataclass(frozen=True)
class AftersaleRejected(AftersaleEvent):
    """The case was refused, or the goods that came back were."""

    name: ClassVar[str] = "aftersale.rejected"


@dataclass(frozen=True)
class AftersaleReshipped(AftersaleEvent):
    name: ClassVar[str] = "aftersale.reshipped"


@dataclass(frozen=True)
class AftersaleCompleted(AftersaleEvent):
    """The money is back, or the customer has the new goods."""

    name: ClassVar[str] = "aftersale.completed"


@dataclass(frozen=True)
class AftersaleCanceled(AftersaleEvent):
    """Withdrawn by the customer, or closed because nothing happened in time."""

    name: ClassVar[str] = "aftersale.canceled"


class Returns(Protocol):
    async def kept_back(self, session: AsyncSession, order_id: int) -> Mapping[int, int]:
        """Pieces by the id of the order's line that are refunded, or asked for to be: who sends goods leaves them out.

        Lines of which everything may be sent are left out.
        """
        ...

    async def refunded(self, session: AsyncSession, order_id: int) -> Mapping[int, int]:
        """Of these the pieces that are refunded: nothing is owed for them any more."""
        ...


class NothingReturned:
    """Where nobody takes goods back."""

    async def refunded(self, session: AsyncSession, order_id: int) -> Mapping[int, int]:
        del session, order_id
        return {}

    async def kept_back(self, session: AsyncSession, order_id: int) -> Mapping[int, int]:
        del session, order_id
        return {}


RETURNS: Port[Returns] = Port("returns")
