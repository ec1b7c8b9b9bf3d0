"""Presales: a deposit books pieces that are sold later, for a balance."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base
from app.modules.presale.states import COMING, OVER, PUBLISHED, RUNNING


class Presale(Base):
    """`taken` counts the pieces that bookings hold or have bought.

    A deposit is at most a fifth of the price: what is more is no deposit before the law (Civil Code, article 586).
    """

    __tablename__ = "presale_activity"
    __table_args__ = (
        sa.CheckConstraint("status IN ('draft', 'published', 'closed')", name="status"),
        sa.CheckConstraint(
            "starts_at < ends_at AND ends_at <= balance_until AND balance_from < balance_until", name="period"
        ),
        sa.CheckConstraint("deposit_fen > 0 AND deposit_fen * 5 <= price_fen", name="deposit"),
        sa.CheckConstraint("taken >= 0 AND taken <= stock", name="taken"),
        sa.CheckConstraint("per_user_limit > 0", name="per_user_limit"),
        sa.Index("ix_presale_activity_shown", "status", "ends_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sku_id: Mapped[int] = mapped_column(sa.ForeignKey("catalog_sku.id"), index=True)
    title: Mapped[str] = mapped_column(sa.String(20))
    price_fen: Mapped[int]
    """A piece altogether, the deposit included."""
    deposit_fen: Mapped[int]
    stock: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    per_user_limit: Mapped[int]
    """Pieces of one customer, open bookings included."""
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    """The first moment at which nobody can book any more."""
    balance_from: Mapped[datetime]
    balance_until: Mapped[datetime]
    ships_at: Mapped[datetime]
    """When it is sent at the latest: what customers are promised."""
    status: Mapped[str] = mapped_column(sa.String(10))
    created_at: Mapped[datetime]

    def state_at(self, now: datetime) -> str:
        """Its status, a published activity's by the clock."""
        if self.status != PUBLISHED:
            return self.status
        return COMING if now < self.starts_at else RUNNING if now < self.ends_at else OVER


class PresaleShare(Base):
    """How many pieces of an activity a customer has."""

    __tablename__ = "presale_share"
    __table_args__ = (sa.CheckConstraint("pieces >= 0", name="pieces"),)

    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("presale_activity.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), primary_key=True, index=True)
    pieces: Mapped[int]


class PresaleBooking(Base):
    """`pay_no` names the deposit's payment; `order_id` the order for the balance, one at most."""

    __tablename__ = "presale_booking"
    __table_args__ = (
        sa.CheckConstraint(
            "status IN ('pending', 'booked', 'completed', 'canceled', 'refunded', 'forfeited')", name="status"
        ),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        sa.CheckConstraint("status <> 'completed' OR order_id IS NOT NULL", name="completed"),
        sa.CheckConstraint("status NOT IN ('booked', 'completed') OR pay_no IS NOT NULL", name="deposit"),
        sa.Index("ix_presale_booking_activity", "activity_id", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("presale_activity.id"))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), index=True)
    quantity: Mapped[int]
    status: Mapped[str] = mapped_column(sa.String(10))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    """Until when the deposit can be paid."""
    pay_no: Mapped[str | None] = mapped_column(sa.String(40))
    paid_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    order_id: Mapped[int | None] = mapped_column(sa.ForeignKey("order_order.id"), unique=True)

    activity: Mapped[Presale] = relationship(lazy="selectin")

    @property
    def deposit_fen(self) -> int:
        return self.activity.deposit_fen * self.quantity

    @property
    def total_fen(self) -> int:
        return self.activity.price_fen * self.quantity

    @property
    def balance_fen(self) -> int:
        return self.total_fen - self.deposit_fen
