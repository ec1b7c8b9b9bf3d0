"""What a customer has, how it came about, and until when it can be used.

The balance, less what is owed, is the sum of the ledger because the database accepts nothing else: an account stands
where its latest entry ended, and each entry begins where the one before it ended. Neither is ever below zero.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, LongId


class Account(Base):
    """`last` is the number of the latest entry, none before the first. `owed` are points that were taken back after
    they had been spent: what comes next settles them first.
    """

    __tablename__ = "points_account"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["user_id", "last", "balance", "owed"],
            ["points_entry.user_id", "points_entry.seq", "points_entry.balance_after", "points_entry.owed_after"],
            name="fk_points_account_ledger",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.CheckConstraint("last IS NOT NULL OR (balance = 0 AND owed = 0)", name="begins_at_nothing"),
        sa.CheckConstraint("balance >= 0 AND owed >= 0", name="never_negative"),
    )

    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), primary_key=True, autoincrement=False)
    balance: Mapped[int] = mapped_column(default=0)
    owed: Mapped[int] = mapped_column(default=0)
    last: Mapped[int | None]


class PointsEntry(Base):
    """A line of the ledger, the customer's `seq`-th. What it was for (`biz_type`, `biz_id`) is there once for him.

    Triggers in the database refuse to delete one or to change more than its note.
    """

    __tablename__ = "points_entry"
    __table_args__ = (
        sa.UniqueConstraint("biz_type", "biz_id", "user_id"),
        sa.UniqueConstraint("user_id", "seq"),
        sa.UniqueConstraint("user_id", "seq", "balance_after", "owed_after", name="uq_points_entry_end"),
        sa.ForeignKeyConstraint(
            ["user_id", "previous", "balance_before", "owed_before"],
            ["points_entry.user_id", "points_entry.seq", "points_entry.balance_after", "points_entry.owed_after"],
            name="fk_points_entry_previous",
        ),
        sa.CheckConstraint("COALESCE(previous, 0) = seq - 1", name="seq"),
        sa.CheckConstraint(
            "previous IS NOT NULL OR (balance_before = 0 AND owed_before = 0)", name="begins_at_nothing"
        ),
        sa.CheckConstraint("balance_after - owed_after = balance_before - owed_before + points", name="sum"),
        sa.CheckConstraint("points <> 0", name="points"),
        sa.CheckConstraint("balance_after >= 0 AND owed_after >= 0", name="never_negative"),
        sa.CheckConstraint("balance_after = 0 OR owed_after = 0", name="settled_first"),
        sa.CheckConstraint("owed_after <= owed_before OR biz_type = 'reversed'", name="owed"),
    )

    id: Mapped[int] = mapped_column(LongId, primary_key=True, autoincrement=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    seq: Mapped[int]
    previous: Mapped[int | None]
    at: Mapped[datetime]
    biz_type: Mapped[str] = mapped_column(sa.String(12))
    biz_id: Mapped[str] = mapped_column(sa.String(40))
    order_id: Mapped[int | None] = mapped_column(sa.ForeignKey("order_order.id"))
    actor: Mapped[str] = mapped_column(sa.String(30))
    note: Mapped[str] = mapped_column(sa.String(100), default="")
    points: Mapped[int]
    balance_before: Mapped[int]
    owed_before: Mapped[int]
    balance_after: Mapped[int]
    owed_after: Mapped[int]


class Lot(Base):
    """Points that came together and expire together (never, without `expires_at`); `left` can still be used."""

    __tablename__ = "points_lot"
    __table_args__ = (
        sa.CheckConstraint('"left" >= 0 AND "left" <= points', name="left"),
        sa.CheckConstraint("expired >= 0", name="expired"),
        sa.Index("ix_points_lot_user", "user_id", "expires_at"),
        sa.Index(
            "ix_points_lot_due",
            "expires_at",
            sqlite_where=sa.text('"left" > 0'),
            postgresql_where=sa.text('"left" > 0'),
        ),
    )

    id: Mapped[int] = mapped_column(LongId, primary_key=True, autoincrement=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("points_account.user_id"))
    points: Mapped[int]
    left: Mapped[int]
    expired: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime | None]


class OrderPoints(Base):
    """What an order has to do with points, and how much of it a refund has undone. `earned` is none before the end."""

    __tablename__ = "points_order"
    __table_args__ = (
        sa.CheckConstraint("spent_back >= 0 AND spent_back <= spent", name="spent"),
        sa.CheckConstraint("earned_back >= 0 AND earned_back <= COALESCE(earned, 0)", name="earned"),
        sa.CheckConstraint("refunded_fen >= 0 AND refunded_fen <= payable_fen", name="refunded"),
    )

    order_id: Mapped[int] = mapped_column(sa.ForeignKey("order_order.id"), primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    payable_fen: Mapped[int]
    refunded_fen: Mapped[int] = mapped_column(default=0)
    spent: Mapped[int] = mapped_column(default=0)
    spent_back: Mapped[int] = mapped_column(default=0)
    earned: Mapped[int | None]
    earned_back: Mapped[int] = mapped_column(default=0)


class Use(Base):
    """From which points an order was paid: what comes back, comes back there and expires when it would have."""

    __tablename__ = "points_use"
    __table_args__ = (
        sa.CheckConstraint("points > 0", name="points"),
        sa.CheckConstraint("back >= 0 AND back <= points", name="back"),
    )

    order_id: Mapped[int] = mapped_column(sa.ForeignKey("points_order.order_id"), primary_key=True, autoincrement=False)
    lot_id: Mapped[int] = mapped_column(LongId, sa.ForeignKey("points_lot.id"), primary_key=True, autoincrement=False)
    points: Mapped[int]
    back: Mapped[int] = mapped_column(default=0)
