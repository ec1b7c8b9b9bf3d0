from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.crypto import sealed
from app.core.database import Base
from app.modules.order.api import Order, OrderLine


class Aftersale(Base):
    """`asked_fen` is what was offered when the customer asked, `agreed_fen` what staff limited it to, `refund_fen` what
    is given back (`freight_fen` of it for freight), known from `refunding` on.

    `due_at` is when the case moves by itself if nobody acts.
    """

    __tablename__ = "aftersale_case"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('refund_only', 'return_refund', 'exchange')", name="kind"),
        sa.CheckConstraint("asked_fen >= 0", name="asked"),
        sa.CheckConstraint("agreed_fen >= 0", name="agreed"),
        sa.CheckConstraint("refund_fen >= freight_fen AND freight_fen >= 0", name="refund"),
        sa.Index("ix_aftersale_case_user", "user_id", "status", "id"),
        sa.Index("ix_aftersale_case_status", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    aftersale_no: Mapped[str] = mapped_column(sa.String(32), unique=True)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("order_order.id"), index=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    kind: Mapped[str] = mapped_column(sa.String(16))
    status: Mapped[str] = mapped_column(sa.String(20))
    reason: Mapped[str] = mapped_column(sa.String(20))
    merchant_fault: Mapped[bool]
    description: Mapped[str] = mapped_column(sa.String(300), default="")
    phone: Mapped[str | None] = sealed(nullable=True)
    asked_fen: Mapped[int]
    agreed_fen: Mapped[int | None]
    refund_fen: Mapped[int | None]
    freight_fen: Mapped[int] = mapped_column(default=0)
    refund_try: Mapped[int] = mapped_column(default=1)
    """Grows when the channel has closed a refund for good: the next one needs another number."""
    failure: Mapped[str] = mapped_column(sa.String(80), default="")
    answer: Mapped[str] = mapped_column(sa.String(200), default="")
    """Why staff refused."""
    return_to: Mapped[str] = mapped_column(sa.String(200), default="")
    return_courier: Mapped[str] = mapped_column(sa.String(20), default="")
    return_tracking: Mapped[str] = mapped_column(sa.String(40), default="")
    reship_courier: Mapped[str] = mapped_column(sa.String(20), default="")
    reship_tracking: Mapped[str] = mapped_column(sa.String(40), default="")
    due_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    order: Mapped[Order] = relationship(lazy="joined", innerjoin=True, viewonly=True)
    lines: Mapped[list["AftersaleLine"]] = relationship(lazy="selectin", order_by="AftersaleLine.id")
    pictures: Mapped[list["AftersalePicture"]] = relationship(
        lazy="selectin", order_by="AftersalePicture.id", viewonly=True
    )
    moves: Mapped[list["AftersaleHistory"]] = relationship(lazy="raise", order_by="AftersaleHistory.id", viewonly=True)


class AftersaleLine(Base):
    """How many pieces of an order's line a case is about, and what of its refund is theirs."""

    __tablename__ = "aftersale_line"
    __table_args__ = (
        sa.UniqueConstraint("aftersale_id", "line_id"),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        sa.CheckConstraint("refund_fen >= 0", name="refund"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    aftersale_id: Mapped[int] = mapped_column(sa.ForeignKey("aftersale_case.id", ondelete="CASCADE"))
    line_id: Mapped[int] = mapped_column(sa.ForeignKey("order_line.id"), index=True)
    quantity: Mapped[int]
    refund_fen: Mapped[int | None]

    bought: Mapped[OrderLine] = relationship(lazy="joined", innerjoin=True, viewonly=True)


class LineBalance(Base):
    """What has come back of an order's line. Its constraints are why nobody is refunded more than he bought."""

    __tablename__ = "aftersale_balance"
    __table_args__ = (
        sa.CheckConstraint("open_quantity >= 0 AND refunded_quantity >= 0", name="not_negative"),
        sa.CheckConstraint("open_quantity + refunded_quantity <= bought", name="quantity"),
        sa.CheckConstraint("refunded_fen >= 0 AND refunded_fen <= total_fen", name="refunded"),
    )

    line_id: Mapped[int] = mapped_column(sa.ForeignKey("order_line.id"), primary_key=True, autoincrement=False)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("order_order.id"), index=True)
    bought: Mapped[int]
    total_fen: Mapped[int]
    open_quantity: Mapped[int] = mapped_column(default=0)
    refunded_quantity: Mapped[int] = mapped_column(default=0)
    refunded_fen: Mapped[int] = mapped_column(default=0)


class FreightBalance(Base):
    """What has come back of an order's freight. Refunds of one order wait for each other at this row."""

    __tablename__ = "aftersale_freight"
    __table_args__ = (sa.CheckConstraint("refunded_fen >= 0 AND refunded_fen <= total_fen", name="refunded"),)

    order_id: Mapped[int] = mapped_column(sa.ForeignKey("order_order.id"), primary_key=True, autoincrement=False)
    total_fen: Mapped[int]
    refunded_fen: Mapped[int] = mapped_column(default=0)


class AftersaleHistory(Base):
    """Each move of a case, written in the transaction that made it."""

    __tablename__ = "aftersale_history"

    id: Mapped[int] = mapped_column(primary_key=True)
    aftersale_id: Mapped[int] = mapped_column(sa.ForeignKey("aftersale_case.id", ondelete="CASCADE"), index=True)
    status: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(sa.String(30))
    note: Mapped[str] = mapped_column(sa.String(200), default="")


class AftersalePicture(Base):
    """A picture that a customer uploaded; without a case it is forgotten after a day."""

    __tablename__ = "aftersale_picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"), index=True)
    aftersale_id: Mapped[int | None] = mapped_column(sa.ForeignKey("aftersale_case.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    created_at: Mapped[datetime] = mapped_column(index=True)


class ReturnException(Base):
    """A product that is exempt from returns without a reason."""

    __tablename__ = "aftersale_exception"

    spu_id: Mapped[int] = mapped_column(sa.ForeignKey("catalog_spu.id"), primary_key=True, autoincrement=False)
    why: Mapped[str] = mapped_column(sa.String(12))
