"""Who is booked for, and what becomes of bookings, as facts for other modules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.events import Event
from app.core.ports import Port


@dataclass(frozen=True)
class Attendee:
    """Somebody whom a customer books for. `name` is as it may be shown; `id` is 0 where he comes himself.

    `person` is the same for the same human being, whoever's customer account he is kept in: nobody is in two places at
    a time.
    """

    id: int
    name: str
    person: str


class Attendees(Protocol):
    """The people whom customers book for: the patients whom a family keeps."""

    async def of(self, session: AsyncSession, user_id: int, /) -> Sequence[Attendee]:
        """All of a customer's, in the order in which they are offered."""
        ...

    async def find(self, session: AsyncSession, user_id: int, attendee_id: int, /) -> Attendee | None:
        """None for one who is not this customer's. Raises ConsentRequired where he may not be looked at yet."""
        ...

    async def names(self, session: AsyncSession, attendee_ids: Sequence[int], /) -> dict[int, str]:
        """As staff may read them: masked."""
        ...


class OnlyOneself:
    """Where customers come themselves."""

    async def of(self, _session: AsyncSession, user_id: int, /) -> Sequence[Attendee]:
        return [Attendee(0, "本人", f"user:{user_id}")]

    async def find(self, _session: AsyncSession, user_id: int, attendee_id: int, /) -> Attendee | None:
        return Attendee(0, "本人", f"user:{user_id}") if attendee_id == 0 else None

    async def names(self, _session: AsyncSession, _attendee_ids: Sequence[int], /) -> dict[int, str]:
        return {}


ATTENDEES: Port[Attendees] = Port("attendees")


@dataclass(frozen=True)
class Wish:
    """A booking in the making: whose it is, of what, and what it costs as things stand."""

    booking_id: int
    user_id: int
    person: str
    resource_id: int
    price_fen: int


class Concession(Protocol):
    """Lets somebody pay less than a time costs: a follow-up that comes with the visit before. In the transaction of
    the booking.
    """

    async def price_fen(self, session: AsyncSession, wish: Wish) -> int:
        """What it costs him, never more than `wish.price_fen`; what is used up for it is taken."""
        ...

    async def release(self, session: AsyncSession, booking_id: int) -> None:
        """Give back what was taken for a booking that is given up, once, however often it is called."""
        ...


CONCESSIONS: Port[Concession] = Port("booking_concessions")


@dataclass(frozen=True)
class BookingEvent(Event):
    """`resource` is what the booked person, room or thing is called."""

    booking_id: int
    number: str
    user_id: int
    attendee_id: int
    resource_id: int
    resource: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class BookingBooked(BookingEvent):
    """It is paid, or there is nothing to pay: the place is the customer's."""

    name: ClassVar[str] = "booking.booked"


@dataclass(frozen=True)
class BookingMoved(BookingEvent):
    """To the time that it says now."""

    name: ClassVar[str] = "booking.moved"


@dataclass(frozen=True)
class BookingDue(BookingEvent):
    """It is soon."""

    name: ClassVar[str] = "booking.due"


@dataclass(frozen=True)
class BookingCheckedIn(BookingEvent):
    name: ClassVar[str] = "booking.checked_in"


@dataclass(frozen=True)
class BookingDone(BookingEvent):
    name: ClassVar[str] = "booking.done"


@dataclass(frozen=True)
class BookingMissed(BookingEvent):
    """Nobody came."""

    name: ClassVar[str] = "booking.missed"


@dataclass(frozen=True)
class BookingCanceled(BookingEvent):
    """`reason` is in words for the customer; `refunded` says whether money goes back."""

    name: ClassVar[str] = "booking.canceled"
    reason: str = ""
    refunded: bool = False
