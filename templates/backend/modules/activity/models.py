"""Who takes part in what, for the limits against one person with many accounts."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base


class Seat(Base):
    """An account's place in an activity under one mark, which stands for a phone number or an address.

    `slot` numbers the accounts under the mark: by its unique constraint there are never more than the limit.
    """

    __tablename__ = "activity_seat"
    __table_args__ = (
        sa.UniqueConstraint("activity", "activity_id", "kind", "mark", "slot", name="uq_activity_seat_slot"),
        sa.UniqueConstraint("activity", "activity_id", "kind", "mark", "user_id", name="uq_activity_seat_user"),
        sa.CheckConstraint("kind IN ('phone', 'address')", name="kind"),
        sa.CheckConstraint("uses >= 0 AND slot > 0", name="uses"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    activity: Mapped[str] = mapped_column(sa.String(20))
    activity_id: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(8))
    mark: Mapped[str] = mapped_column(sa.String(64))
    """A keyed digest: equal for what is equal, and nothing else can be told from it."""
    slot: Mapped[int]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), index=True)
    uses: Mapped[int]
    """How many entries hold it; the last one to go frees it."""


class Entry(Base):
    """That a subject (an order, a help) holds a seat."""

    __tablename__ = "activity_entry"
    __table_args__ = (sa.UniqueConstraint("activity", "subject", "subject_id", "seat_id", name="uq_activity_entry"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    activity: Mapped[str] = mapped_column(sa.String(20))
    subject: Mapped[str] = mapped_column(sa.String(20))
    subject_id: Mapped[int]
    seat_id: Mapped[int] = mapped_column(sa.ForeignKey("activity_seat.id", ondelete="CASCADE"), index=True)
