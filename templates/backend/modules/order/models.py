from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.crypto import sealed
from app.core.database import Base

NUMBER_DIGITS = 18
"""An order's number: its day, then ten digits at random."""
TAIL_DIGITS = 4
"""The end of a number that is indexed; below, the place where it begins is written out, as an index needs it."""


class Order(Base):
    """`open_slot` numbers a customer's unpaid orders: by its unique constraint nobody holds too much stock."""

    __tablename__ = "order_order"
    __table_args__ = (
        sa.UniqueConstraint("user_id", "open_slot"),
        sa.CheckConstraint("payable_fen = goods_fen - discount_fen + freight_fen", name="payable"),
        sa.CheckConstraint("payable_fen >= 0 AND goods_fen >= 0 AND freight_fen >= 0", name="not_negative"),
        sa.CheckConstraint("refunded_fen >= 0 AND refunded_fen <= payable_fen", name="refunded"),
        sa.CheckConstraint("(open_slot IS NOT NULL) = (status = 'pending_payment')", name="open_slot"),
        sa.Index("ix_order_order_user", "user_id", "status", "id"),
        sa.Index("ix_order_order_status", "status", "id"),
        sa.Index("ix_order_order_tail", sa.text("substr(order_no, 15)")),
        sa.Index("ix_order_order_created_at", "created_at"),
        sa.Index("ix_order_order_paid_at", "paid_at"),
        sa.Index("ix_order_order_payable_fen", "payable_fen"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_no: Mapped[str] = mapped_column(sa.String(32), unique=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    status: Mapped[str] = mapped_column(sa.String(20))
    open_slot: Mapped[int | None]
    goods_fen: Mapped[int]
    discount_fen: Mapped[int]
    freight_fen: Mapped[int]
    payable_fen: Mapped[int]
    refunded_fen: Mapped[int] = mapped_column(default=0)
    has_address: Mapped[bool] = mapped_column(default=False)
    address_name: Mapped[str | None] = sealed(nullable=True)
    address_phone: Mapped[str | None] = sealed(nullable=True)
    address_text: Mapped[str | None] = sealed(nullable=True)
    remark: Mapped[str] = mapped_column(sa.String(200), default="")
    cancel_reason: Mapped[str | None] = mapped_column(sa.String(20))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    paid_at: Mapped[datetime | None]
    pay_no: Mapped[str | None] = mapped_column(sa.String(40))
    completed_at: Mapped[datetime | None]
    canceled_at: Mapped[datetime | None]

    lines: Mapped[list["OrderLine"]] = relationship(lazy="selectin", order_by="OrderLine.id")
    moves: Mapped[list["OrderHistory"]] = relationship(lazy="raise", order_by="OrderHistory.id", viewonly=True)

    @property
    def refund_status(self) -> str:
        if self.refunded_fen == 0:
            return "none"
        return "all" if self.refunded_fen == self.payable_fen else "part"


class OrderLine(Base):
    """What was bought as it was then: name, picture and price stay when the catalogue changes."""

    __tablename__ = "order_line"
    __table_args__ = (
        sa.UniqueConstraint("order_id", "sku_id"),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        sa.CheckConstraint("total_fen >= 0", name="total"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("order_order.id", ondelete="CASCADE"))
    sku_id: Mapped[int] = mapped_column(sa.ForeignKey("catalog_sku.id"))
    spu_id: Mapped[int] = mapped_column(sa.ForeignKey("catalog_spu.id"))
    name: Mapped[str] = mapped_column(sa.String(120))
    specs_text: Mapped[str] = mapped_column(sa.String(200), default="")
    image_url: Mapped[str | None] = mapped_column(sa.String(300))
    quantity: Mapped[int]
    unit_fen: Mapped[int]
    adjustments: Mapped[list[Any]]
    total_fen: Mapped[int]


class OrderHistory(Base):
    """Each move of an order, written in the transaction that made it."""

    __tablename__ = "order_history"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("order_order.id", ondelete="CASCADE"), index=True)
    status: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(sa.String(30))
    note: Mapped[str] = mapped_column(sa.String(200), default="")
