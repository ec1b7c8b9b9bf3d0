from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base


class Quota(Base):
    """How many messages of a template the customer still lets through: each accept is one."""

    __tablename__ = "messaging_quota"
    __table_args__ = (sa.CheckConstraint("remaining >= 0", name="remaining"),)

    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), primary_key=True)
    template_id: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    remaining: Mapped[int]


class QuotaMove(Base):
    """Why there are so many: `accepted`, `taken`, `returned` or `refused`. What has one `key` happens once."""

    __tablename__ = "messaging_quota_move"
    __table_args__ = (sa.Index("ix_messaging_quota_move_user", "user_id", "template_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    template_id: Mapped[str] = mapped_column(sa.String(64))
    change: Mapped[int]
    reason: Mapped[str] = mapped_column(sa.String(10))
    key: Mapped[str] = mapped_column(sa.String(190), unique=True)
    at: Mapped[datetime]


class Notification(Base):
    """One thing that one customer is told, once: the row is the truth, whatever job runs how often."""

    __tablename__ = "messaging_notification"
    __table_args__ = (
        sa.UniqueConstraint("user_id", "message", "key"),
        sa.Index("ix_messaging_notification_inbox", "user_id", "inbox_at"),
        sa.Index("ix_messaging_notification_status", "status", "id"),
        sa.Index("ix_messaging_notification_created_at", "created_at"),
        {"sqlite_autoincrement": True},  # the ledger and the queue know a message by its number long after it is gone
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    message: Mapped[str] = mapped_column(sa.String(81))
    key: Mapped[str] = mapped_column(sa.String(64))
    template_id: Mapped[str | None] = mapped_column(sa.String(64))
    """None for one that was never meant to go through WeChat."""
    title: Mapped[str] = mapped_column(sa.String(60))
    content: Mapped[list[Any]]
    """`[[label, value], …]`: what the inbox shows, and WeChat's template in the order of its keywords."""
    path: Mapped[str] = mapped_column(sa.String(200))
    """Where a tap leads: page and query, "" for nowhere."""
    status: Mapped[str] = mapped_column(sa.String(10))
    errcode: Mapped[int | None]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    inbox_at: Mapped[datetime | None]
    """Since when the customer finds it in the mini-program's inbox; None while it is on its way through WeChat."""
    read_at: Mapped[datetime | None]


class Daily(Base):
    """How many messages a customer got through WeChat on one day, for the cap."""

    __tablename__ = "messaging_daily"

    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(10), primary_key=True)
    count: Mapped[int]


class OptOut(Base):
    """A message that the customer does not want at all."""

    __tablename__ = "messaging_opt_out"

    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), primary_key=True)
    message: Mapped[str] = mapped_column(sa.String(81), primary_key=True)
    at: Mapped[datetime]
