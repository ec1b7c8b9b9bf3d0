"""Bargaining: a customer's friends bring the price of one piece down to a floor."""

import secrets
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base
from app.modules.bargain.states import COMING, OVER, PUBLISHED, RUNNING

_OPEN = sa.text("status = 'bargaining'")


def new_code() -> str:
    """What a bargain is called outside: it is shared by it and cannot be guessed."""
    return secrets.token_urlsafe(9)


def new_seed() -> str:
    return secrets.token_hex(8)


class BargainActivity(Base):
    """`taken` counts the pieces that orders hold or have bought."""

    __tablename__ = "bargain_activity"
    __table_args__ = (
        sa.CheckConstraint("status IN ('draft', 'published', 'closed')", name="status"),
        sa.CheckConstraint("starts_at < ends_at", name="period"),
        sa.CheckConstraint("floor_fen > 0 AND helps > 0 AND hours > 0 AND per_user_limit > 0", name="terms"),
        sa.CheckConstraint("taken >= 0 AND taken <= stock", name="taken"),
        sa.Index("ix_bargain_activity_shown", "status", "ends_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sku_id: Mapped[int] = mapped_column(sa.ForeignKey("catalog_sku.id"), index=True)
    title: Mapped[str] = mapped_column(sa.String(20))
    floor_fen: Mapped[int]
    helps: Mapped[int]
    """How many friends it takes to get from the usual price to the floor."""
    hours: Mapped[int]
    """How long a customer has, from start to order."""
    stock: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    per_user_limit: Mapped[int]
    """Bargains of one customer."""
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    """The first moment at which no bargain can be started any more."""
    status: Mapped[str] = mapped_column(sa.String(10))
    created_at: Mapped[datetime]

    def state_at(self, now: datetime) -> str:
        """Its status, a published activity's by the clock."""
        if self.status != PUBLISHED:
            return self.status
        return COMING if now < self.starts_at else RUNNING if now < self.ends_at else OVER


class Bargain(Base):
    """One customer's. `slot` numbers his bargains of an activity: by its unique constraint he has no more than his
    share. `order_id` is the order that holds it: one at most.
    """

    __tablename__ = "bargain_record"
    __table_args__ = (
        sa.UniqueConstraint("activity_id", "user_id", "slot"),
        sa.Index(
            "uq_bargain_record_open", "activity_id", "user_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN
        ),
        sa.CheckConstraint("status IN ('bargaining', 'success', 'bought', 'failed')", name="status"),
        sa.CheckConstraint("cuts >= 0 AND cuts <= helps", name="cuts"),
        sa.CheckConstraint("cut_fen >= 0 AND start_fen - cut_fen >= floor_fen", name="floor"),
        sa.CheckConstraint("status <> 'bought' OR order_id IS NOT NULL", name="bought"),
        sa.Index("ix_bargain_record_activity", "activity_id", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(16), unique=True)
    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("bargain_activity.id"))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), index=True)
    slot: Mapped[int]
    start_fen: Mapped[int]
    floor_fen: Mapped[int]
    helps: Mapped[int]
    seed: Mapped[str] = mapped_column(sa.String(16))
    """What the size of each cut is drawn from, see cuts.py."""
    cuts: Mapped[int] = mapped_column(default=0)
    cut_fen: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(sa.String(10))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    order_id: Mapped[int | None] = mapped_column(sa.ForeignKey("order_order.id"), unique=True)

    activity: Mapped[BargainActivity] = relationship(lazy="selectin")
    helpers: Mapped[list["Help"]] = relationship(lazy="selectin", order_by="Help.id", viewonly=True)

    @property
    def price_fen(self) -> int:
        """What it has come down to."""
        return self.start_fen - self.cut_fen

    @property
    def missing(self) -> int:
        return self.helps - self.cuts


class Help(Base):
    """One cut by one friend."""

    __tablename__ = "bargain_help"
    __table_args__ = (
        sa.UniqueConstraint("record_id", "helper_id"),
        sa.CheckConstraint("cut_fen >= 0", name="cut"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(sa.ForeignKey("bargain_record.id"))
    helper_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), index=True)
    cut_fen: Mapped[int]
    at: Mapped[datetime]


class HelpingDay(Base):
    """How often a customer has helped on a day of the shop."""

    __tablename__ = "bargain_day"

    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    helps: Mapped[int]
