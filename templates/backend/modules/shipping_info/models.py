from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base


class Upload(Base):
    """What WeChat shall know of one payment: always the whole of it, not what has changed.

    `version` is raised by each change. `parcels` are those of `app.contracts.shipping_info`, of the receiver's phone
    number the last four digits. `rounds` counts how often WeChat took it as complete: the second time is the only
    correction that it allows.
    """

    __tablename__ = "shipping_info_upload"
    __table_args__ = (
        sa.UniqueConstraint("subject", "subject_id"),
        sa.CheckConstraint("status IN ('waiting', 'sent', 'failed')", name="status"),
        sa.CheckConstraint("way IN ('express', 'local', 'virtual', 'pickup')", name="way"),
        sa.CheckConstraint("rounds BETWEEN 0 AND 2", name="rounds"),
        sa.CheckConstraint("(errcode IS NOT NULL) = (status = 'failed')", name="errcode"),
        sa.Index("ix_shipping_info_upload_status", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[int]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), index=True)
    transaction_id: Mapped[str] = mapped_column(sa.String(40), unique=True)
    """WeChat's number of the money."""
    way: Mapped[str] = mapped_column(sa.String(10))
    parcels: Mapped[list[Any]]
    complete: Mapped[bool]
    split: Mapped[bool]
    """Several parcels, or more to come. It stays: going back to one parcel would use up the correction."""
    status: Mapped[str] = mapped_column(sa.String(10))
    version: Mapped[int] = mapped_column(default=1)
    rounds: Mapped[int] = mapped_column(default=0)
    errcode: Mapped[int | None]
    """Why WeChat did not take it; 0 when it could not be reached for hours."""
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    uploaded_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    """When the payer told WeChat that he has it, or WeChat assumed so."""
    settled_at: Mapped[datetime | None]
    """When WeChat let go of the money."""


class Reminder(Base):
    """WeChat asks how something is on its way that was paid for two days ago. Once for each payment."""

    __tablename__ = "shipping_info_reminder"
    __table_args__ = (sa.Index("ix_shipping_info_reminder_subject", "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    transaction_id: Mapped[str] = mapped_column(sa.String(40), unique=True)
    subject: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[int]
    reminded_at: Mapped[datetime]


def unanswered() -> sa.ColumnElement[bool]:
    """Condition: a reminder of which WeChat has not taken an answer yet."""
    told = sa.and_(Upload.subject == Reminder.subject, Upload.subject_id == Reminder.subject_id)
    return ~sa.exists().where(told, Upload.status == "sent")
