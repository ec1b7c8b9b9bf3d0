from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, LongId


class PayOrder(Base):
    """One thing's payment. `open_slot` is 1 while it waits, and with its unique constraint there is one such at most.

    `refunding_fen` is what was given back or is on its way, `refunded_fen` what has arrived.
    """

    __tablename__ = "payment_order"
    __table_args__ = (
        sa.UniqueConstraint("subject", "subject_id", "open_slot"),
        sa.CheckConstraint("amount_fen > 0", name="amount"),
        sa.CheckConstraint("0 <= refunded_fen AND refunded_fen <= refunding_fen", name="refunded"),
        sa.CheckConstraint("refunding_fen <= amount_fen", name="refunding"),
        sa.CheckConstraint("status IN ('waiting', 'success', 'closed')", name="status"),
        sa.CheckConstraint("(open_slot IS NOT NULL) = (status = 'waiting')", name="open_slot"),
        sa.CheckConstraint("(transaction_id IS NOT NULL) = (status = 'success')", name="transaction_id"),
        sa.Index("ix_payment_order_user", "user_id", "id"),
        sa.Index("ix_payment_order_status", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pay_no: Mapped[str] = mapped_column(sa.String(32), unique=True)
    subject: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[int]
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    amount_fen: Mapped[int]
    refunding_fen: Mapped[int] = mapped_column(default=0)
    refunded_fen: Mapped[int] = mapped_column(default=0)
    description: Mapped[str] = mapped_column(sa.String(127))
    status: Mapped[str] = mapped_column(sa.String(10))
    open_slot: Mapped[int | None]
    expires_at: Mapped[datetime]
    close_requested_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    paid_at: Mapped[datetime | None]
    transaction_id: Mapped[str | None] = mapped_column(sa.String(40), unique=True)
    """WeChat's number of the money."""


class PayAttempt(Base):
    """One number at WeChat (`out_trade_no`), and the parts of its request that must be the same if it is sent again.

    Written before WeChat is called: after a crash the same number is used. Another one only when WeChat has closed the
    last.
    """

    __tablename__ = "payment_attempt"
    __table_args__ = (
        sa.UniqueConstraint("order_id", "open_slot"),
        sa.CheckConstraint("status IN ('waiting', 'success', 'closed')", name="status"),
        sa.CheckConstraint("(open_slot IS NOT NULL) = (status = 'waiting')", name="open_slot"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("payment_order.id"))
    out_trade_no: Mapped[str] = mapped_column(sa.String(32), unique=True)
    status: Mapped[str] = mapped_column(sa.String(10))
    open_slot: Mapped[int | None]
    mchid: Mapped[str] = mapped_column(sa.String(32))
    sub_mchid: Mapped[str | None] = mapped_column(sa.String(32))
    notify_url: Mapped[str] = mapped_column(sa.String(255))
    time_expire: Mapped[datetime]
    prepay_id: Mapped[str | None] = mapped_column(sa.String(64))
    prepay_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class PayRefund(Base):
    """Money on its way back, under one number (`refund_no`) however often it is tried. `key` is the asker's name for
    it.
    """

    __tablename__ = "payment_refund"
    __table_args__ = (
        sa.UniqueConstraint("subject", "subject_id", "key"),
        sa.CheckConstraint("amount_fen > 0", name="amount"),
        sa.CheckConstraint(
            "status IN ('waiting', 'processing', 'success', 'abnormal', 'closed', 'refused')", name="status"
        ),
        sa.Index("ix_payment_refund_status", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("payment_order.id"), index=True)
    subject: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[int]
    key: Mapped[str] = mapped_column(sa.String(80))
    refund_no: Mapped[str] = mapped_column(sa.String(32), unique=True)
    amount_fen: Mapped[int]
    reason: Mapped[str] = mapped_column(sa.String(80))
    status: Mapped[str] = mapped_column(sa.String(10))
    failure: Mapped[str | None] = mapped_column(sa.String(40))
    """WeChat's word for why it did not go through."""
    notify_url: Mapped[str] = mapped_column(sa.String(255))
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class PayNotification(Base):
    """Callbacks that were genuine, each once: its row commits together with its effect."""

    __tablename__ = "payment_notification"

    id: Mapped[int] = mapped_column(LongId, primary_key=True, autoincrement=True)
    event_id: Mapped[str] = mapped_column(sa.String(64), unique=True)
    event_type: Mapped[str] = mapped_column(sa.String(40))
    number: Mapped[str] = mapped_column(sa.String(64))
    outcome: Mapped[str] = mapped_column(sa.String(12))
    received_at: Mapped[datetime] = mapped_column(index=True)


class PayAlert(Base):
    """Something about money that a person has to look at. One cause (`key`) stands in the list once, until handled."""

    __tablename__ = "payment_alert"
    __table_args__ = (
        sa.Index(
            "uq_payment_alert_open",
            "key",
            unique=True,
            sqlite_where=sa.text("handled_at IS NULL"),
            postgresql_where=sa.text("handled_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(120))
    kind: Mapped[str] = mapped_column(sa.String(40))
    order_id: Mapped[int | None] = mapped_column(sa.ForeignKey("payment_order.id"))
    details: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(index=True)
    handled_at: Mapped[datetime | None]
    handled_by: Mapped[int | None]
