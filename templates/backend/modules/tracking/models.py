from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, LongId


class TrackedEvent(Base):
    """Something that a customer did, once, however often the phone sends it.

    Without consent there is no `user_id`, and `at` is no finer than the hour, so that no order or payment of that
    minute says who it was.
    """

    __tablename__ = "tracking_event"
    __table_args__ = (
        sa.Index("ix_tracking_event_step", "name", "day", "visit", "seq"),
        sa.Index("ix_tracking_event_day", "day"),
    )

    id: Mapped[int] = mapped_column(LongId, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(sa.String(40), unique=True)
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("identity_user.id"), index=True)
    visit: Mapped[str] = mapped_column(sa.String(32))
    """One start of the mini-program. The same start is another visit before the consent and after it."""
    seq: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(81))
    properties: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    day: Mapped[date]
    """Where the shop is."""
