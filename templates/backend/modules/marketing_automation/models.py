from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base

WAITS = sa.text("status = 'waiting'")


class Run(Base):
    """A customer on a journey: `key` is what set him out, so that the same thing does so once.

    At most one of a journey waits for a customer; what keeps it waiting only moves `due_at`.
    """

    __tablename__ = "marketing_run"
    __table_args__ = (
        sa.UniqueConstraint("journey", "user_id", "key"),
        sa.CheckConstraint("status IN ('waiting', 'told', 'dropped')", name="status"),
        sa.Index(
            "uq_marketing_run_waiting",
            "journey",
            "user_id",
            unique=True,
            sqlite_where=WAITS,
            postgresql_where=WAITS,
        ),
        sa.Index("ix_marketing_run_due", "status", "due_at"),
        sa.Index("ix_marketing_run_user", "user_id", "journey", "settled_at"),
        {"sqlite_autoincrement": True},  # the queue knows a row by its number after it is gone
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    journey: Mapped[str] = mapped_column(sa.String(40))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    key: Mapped[str] = mapped_column(sa.String(40))
    status: Mapped[str] = mapped_column(sa.String(10))
    reason: Mapped[str] = mapped_column(sa.String(10), default="")
    since: Mapped[datetime]
    """The latest of what set him out: what he does after it may be the end of the journey."""
    due_at: Mapped[datetime]
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    ordered_at: Mapped[datetime | None]
    """When he ordered soon after he was told."""


class Birthday(Base):
    """Month and day, as the customer gave them; the year is nobody's business."""

    __tablename__ = "marketing_birthday"
    __table_args__ = (
        sa.CheckConstraint("month BETWEEN 1 AND 12 AND day BETWEEN 1 AND 31", name="in_the_year"),
        sa.Index("ix_marketing_birthday_day", "month", "day"),
    )

    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), primary_key=True, autoincrement=False)
    month: Mapped[int]
    day: Mapped[int]
