from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base
from app.modules.purchase_order.states import MILESTONES, PURCHASE_ORDER


def _among(column: str, values: frozenset[str] | dict[str, str]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in sorted(values))})"


class PurchaseOrder(Base):
    """What was ordered of one supplier. One award makes one order."""

    __tablename__ = "purchase_order_order"
    __table_args__ = (
        sa.CheckConstraint(_among("status", PURCHASE_ORDER.states), name="status"),
        sa.CheckConstraint(f"milestone = '' OR {_among('milestone', MILESTONES)}", name="milestone"),
        sa.CheckConstraint("total_fen >= 0", name="total"),
        sa.CheckConstraint("billed_fen >= 0", name="billed"),
        sa.Index("ix_purchase_order_order_status", "status", "id"),
        sa.Index("ix_purchase_order_order_supplier", "supplier_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(20), unique=True)
    title: Mapped[str] = mapped_column(sa.String(60))
    supplier_id: Mapped[int] = mapped_column(sa.ForeignKey("supplier_supplier.id"))
    award_id: Mapped[int | None] = mapped_column(unique=True)
    """Of the module that asks for quotes; it may have no tables here."""
    status: Mapped[str] = mapped_column(sa.String(20))
    milestone: Mapped[str] = mapped_column(sa.String(15), default="")
    """What the supplier reported last."""
    note: Mapped[str] = mapped_column(sa.String(500), default="")
    reason: Mapped[str] = mapped_column(sa.String(200), default="")
    """Why it is on hold, closed or cancelled."""
    total_fen: Mapped[int] = mapped_column(sa.BigInteger)
    billed_fen: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    created_by: Mapped[int | None] = mapped_column(sa.ForeignKey("core_staff.id"))
    created_at: Mapped[datetime]
    placed_at: Mapped[datetime | None]

    lines: Mapped[list["PurchaseOrderLine"]] = relationship(
        lazy="selectin", order_by="PurchaseOrderLine.position", viewonly=True
    )


class PurchaseOrderLine(Base):
    __tablename__ = "purchase_order_line"
    __table_args__ = (
        sa.UniqueConstraint("order_id", "position"),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        sa.CheckConstraint("price_fen >= 0", name="price"),
        sa.CheckConstraint("received >= 0", name="received"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("purchase_order_order.id"))
    position: Mapped[int]
    item: Mapped[str] = mapped_column(sa.String(60))
    spec: Mapped[str] = mapped_column(sa.String(200), default="")
    quantity: Mapped[int]
    unit: Mapped[str] = mapped_column(sa.String(10))
    price_fen: Mapped[int]
    """For one unit."""
    wanted_on: Mapped[date | None]
    sku_id: Mapped[int | None]
    """Of the stock that it is for."""
    received: Mapped[int] = mapped_column(default=0)


class Milestone(Base):
    """What the supplier reports of an order, with photos."""

    __tablename__ = "purchase_order_milestone"
    __table_args__ = (sa.CheckConstraint(_among("kind", MILESTONES), name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("purchase_order_order.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(15))
    happened_on: Mapped[date]
    note: Mapped[str] = mapped_column(sa.String(300), default="")
    contact_id: Mapped[int] = mapped_column(sa.ForeignKey("supplier_contact.id"))
    created_at: Mapped[datetime]

    photos: Mapped[list["MilestonePhoto"]] = relationship(lazy="selectin", order_by="MilestonePhoto.id", viewonly=True)


class MilestonePhoto(Base):
    __tablename__ = "purchase_order_photo"

    id: Mapped[int] = mapped_column(primary_key=True)
    milestone_id: Mapped[int] = mapped_column(sa.ForeignKey("purchase_order_milestone.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(80))


class ReceiptRow(Base):
    """A delivery that was taken in."""

    __tablename__ = "purchase_order_receipt"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(20), unique=True)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("purchase_order_order.id"), index=True)
    delivery_note: Mapped[str] = mapped_column(sa.String(40), default="")
    """The number of the supplier's own."""
    received_by: Mapped[int | None] = mapped_column(sa.ForeignKey("core_staff.id"))
    received_at: Mapped[datetime]

    lines: Mapped[list["ReceiptLine"]] = relationship(lazy="selectin", order_by="ReceiptLine.id", viewonly=True)


class ReceiptLine(Base):
    __tablename__ = "purchase_order_lot"
    __table_args__ = (sa.CheckConstraint("quantity > 0", name="quantity"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    receipt_id: Mapped[int] = mapped_column(sa.ForeignKey("purchase_order_receipt.id"), index=True)
    order_line_id: Mapped[int] = mapped_column(sa.ForeignKey("purchase_order_line.id"))
    quantity: Mapped[int]
    lot: Mapped[str] = mapped_column(sa.String(40), default="")
    """The number that the supplier gave it."""

    order_line: Mapped[PurchaseOrderLine] = relationship(lazy="joined", viewonly=True)


class SupplierInvoice(Base):
    """What the supplier billed."""

    __tablename__ = "purchase_order_invoice"
    __table_args__ = (
        sa.UniqueConstraint("supplier_id", "number"),
        sa.CheckConstraint("amount_fen > 0", name="amount"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("purchase_order_order.id"), index=True)
    supplier_id: Mapped[int] = mapped_column(sa.ForeignKey("supplier_supplier.id"))
    number: Mapped[str] = mapped_column(sa.String(20))
    amount_fen: Mapped[int] = mapped_column(sa.BigInteger)
    dated_on: Mapped[date]
    added_by: Mapped[int | None] = mapped_column(sa.ForeignKey("core_staff.id"))
    created_at: Mapped[datetime]
