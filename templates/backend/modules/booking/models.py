"""Who or what can be booked, when, and by whom."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.crypto import sealed
from app.core.database import Base
from app.modules.booking.states import AHEAD, BOOKING

MINUTES = 24 * 60


def among(states: frozenset[str]) -> str:
    return f"status IN ({', '.join(repr(state) for state in sorted(states))})"


class Resource(Base):
    """Somebody or something that can be booked: a doctor, a coach, a car, a room. `staff_id` is who sees to it."""

    __tablename__ = "booking_resource"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    name: Mapped[str] = mapped_column(sa.String(20))
    kind: Mapped[str] = mapped_column(sa.String(20), default="")
    """What it is sorted under: `复诊`, `练车`."""
    summary: Mapped[str] = mapped_column(sa.String(300), default="")
    place: Mapped[str] = mapped_column(sa.String(60), default="")
    """Where to come to."""
    picture: Mapped[str | None] = mapped_column(sa.String(80))
    staff_id: Mapped[int | None] = mapped_column(sa.ForeignKey("core_staff.id"), index=True)
    active: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]


class Schedule(Base):
    """When a resource can be booked, in slots of `slot_minutes`: each week on `weekday` (0 is Monday), or `on_day`.

    Minutes count from midnight, in the business's own time.
    """

    __tablename__ = "booking_schedule"
    __table_args__ = (
        sa.CheckConstraint("(weekday IS NULL) <> (on_day IS NULL)", name="day"),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        sa.CheckConstraint(f"from_minute >= 0 AND from_minute < to_minute AND to_minute <= {MINUTES}", name="minutes"),
        sa.CheckConstraint("slot_minutes > 0 AND slot_minutes <= to_minute - from_minute", name="slot"),
        sa.CheckConstraint("from_minute % 5 = 0 AND to_minute % 5 = 0 AND slot_minutes % 5 = 0", name="cells"),
        sa.CheckConstraint("capacity > 0", name="capacity"),
        sa.CheckConstraint("price_fen >= 0", name="price"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    resource_id: Mapped[int] = mapped_column(sa.ForeignKey("booking_resource.id", ondelete="CASCADE"), index=True)
    weekday: Mapped[int | None]
    on_day: Mapped[date | None]
    from_minute: Mapped[int]
    to_minute: Mapped[int]
    slot_minutes: Mapped[int]
    capacity: Mapped[int]
    price_fen: Mapped[int]


class Closure(Base):
    """When nothing can be booked, whatever the schedule says: of one resource, or (None) of the whole business."""

    __tablename__ = "booking_closure"
    __table_args__ = (sa.CheckConstraint("starts_at < ends_at", name="period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    resource_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("booking_resource.id", ondelete="CASCADE"), index=True
    )
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(sa.String(60))
    """Customers whose bookings it ends read it."""


class Slot(Base):
    """A time of a resource. `taken` counts its bookings that are not given up: never more than `capacity`."""

    __tablename__ = "booking_slot"
    __table_args__ = (
        sa.UniqueConstraint("resource_id", "starts_at"),
        sa.CheckConstraint("taken >= 0 AND taken <= capacity", name="taken"),
        sa.CheckConstraint("starts_at < ends_at", name="period"),
        sa.Index("ix_booking_slot_starts_at", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    resource_id: Mapped[int] = mapped_column(sa.ForeignKey("booking_resource.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    capacity: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    price_fen: Mapped[int]
    open: Mapped[bool] = mapped_column(default=True)
    """Whether more bookings are taken."""

    resource: Mapped[Resource] = relationship(lazy="selectin")


class SlotCell(Base):
    """Five minutes of a resource: it is in one slot at a time."""

    __tablename__ = "booking_slot_cell"

    resource_id: Mapped[int] = mapped_column(
        sa.ForeignKey("booking_resource.id"), primary_key=True, autoincrement=False
    )
    cell: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    slot_id: Mapped[int] = mapped_column(sa.ForeignKey("booking_slot.id", ondelete="CASCADE"), index=True)


class Booking(Base):
    """`place` numbers a customer's bookings that are ahead: by its unique constraint nobody hoards.

    `attendee_id` and `person` say who comes (`app/contracts/booking.py`).
    """

    __tablename__ = "booking_booking"
    __table_args__ = (
        sa.UniqueConstraint("user_id", "place"),
        sa.CheckConstraint(among(BOOKING.states), name="status"),
        sa.CheckConstraint(f"(place IS NOT NULL) = ({among(AHEAD)})", name="place"),
        sa.CheckConstraint("price_fen >= 0", name="price"),
        sa.CheckConstraint("moved >= 0", name="moved"),
        sa.Index("ix_booking_booking_slot", "slot_id", "status", "id"),
        sa.Index("ix_booking_booking_user", "user_id", "status", "id"),
        sa.Index("ix_booking_booking_person", "person", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(20), unique=True)
    slot_id: Mapped[int] = mapped_column(sa.ForeignKey("booking_slot.id"))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    attendee_id: Mapped[int]
    person: Mapped[str] = mapped_column(sa.String(80))
    status: Mapped[str] = mapped_column(sa.String(20))
    place: Mapped[int | None]
    price_fen: Mapped[int]
    remark: Mapped[str | None] = sealed(nullable=True)
    moved: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    """Until when it can be paid."""
    pay_no: Mapped[str | None] = mapped_column(sa.String(40))
    paid_at: Mapped[datetime | None]
    checked_in_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str] = mapped_column(sa.String(60), default="")

    slot: Mapped[Slot] = relationship(lazy="selectin")

    @property
    def starts_at(self) -> datetime:
        return self.slot.starts_at


class PersonCell(Base):
    """Five minutes of somebody who comes: he is booked once at a time."""

    __tablename__ = "booking_person_cell"

    person: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    cell: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    booking_id: Mapped[int] = mapped_column(sa.ForeignKey("booking_booking.id", ondelete="CASCADE"), index=True)


class BookingHistory(Base):
    """Each move of a booking, written in the transaction that made it."""

    __tablename__ = "booking_history"

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = mapped_column(sa.ForeignKey("booking_booking.id", ondelete="CASCADE"), index=True)
    status: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(sa.String(30))
    note: Mapped[str] = mapped_column(sa.String(200), default="")
