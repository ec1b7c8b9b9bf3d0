from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.crypto import sealed
from app.core.database import Base
from app.modules.open_api.states import DELIVERY


class ApiKey(Base):
    """What another business's program calls with. It is shown once; by `prefix` people tell keys apart."""

    __tablename__ = "open_api_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(40), unique=True)
    prefix: Mapped[str] = mapped_column(sa.String(12))
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    scopes: Mapped[list[Any]]
    created_by: Mapped[int | None] = mapped_column(sa.ForeignKey("core_staff.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]


class Webhook(Base):
    """Where another business wants to hear of events. `previous` is the secret before this one, good until
    `previous_until`, so that a secret can be changed without missing anything.
    """

    __tablename__ = "open_api_webhook"
    __table_args__ = (sa.CheckConstraint("(previous IS NULL) = (previous_until IS NULL)", name="previous"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(sa.String(300), unique=True)
    events: Mapped[list[Any]]
    active: Mapped[bool]
    secret: Mapped[str] = sealed()
    previous: Mapped[str | None] = sealed(nullable=True)
    previous_until: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Delivery(Base):
    """One message to one address. `key` goes along: whoever gets a message twice knows it by that. `round` counts how
    often it was started, by the event or by hand.
    """

    __tablename__ = "open_api_delivery"
    __table_args__ = (
        sa.CheckConstraint(f"status IN ({', '.join(repr(one) for one in sorted(DELIVERY.states))})", name="status"),
        sa.Index("ix_open_api_delivery_status", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    webhook_id: Mapped[int] = mapped_column(sa.ForeignKey("open_api_webhook.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(sa.String(32), unique=True)
    event: Mapped[str] = mapped_column(sa.String(60))
    data: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(sa.String(10))
    round: Mapped[int] = mapped_column(default=1)
    attempts: Mapped[int] = mapped_column(default=0)
    answer: Mapped[str] = mapped_column(sa.String(60), default="")
    """Of the last attempt: the HTTP status, or what went wrong."""
    created_at: Mapped[datetime] = mapped_column(index=True)
    next_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
