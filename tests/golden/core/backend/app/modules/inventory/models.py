"""Pieces on the shelf: `available` can be sold, `reserved` is held for orders that are not paid yet."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, LongId


class StockRow(Base):
    """A SKU that is counted. A row, once there, stays."""

    __tablename__ = "inventory_stock"
    __table_args__ = (
        sa.CheckConstraint("available >= 0", name="available"),
        sa.CheckConstraint("reserved >= 0", name="reserved"),
        sa.CheckConstraint("low_at >= 0", name="low_at"),
    )

    sku_id: Mapped[int] = mapped_column(sa.ForeignKey("catalog_sku.id"), primary_key=True, autoincrement=False)
    available: Mapped[int]
    reserved: Mapped[int] = mapped_column(default=0)
    low_at: Mapped[int]
    """At this many available pieces or fewer the SKU is on the list of what to order."""


class LocalStock(Base):
    """Pieces of a counted SKU at a place beside the warehouse."""

    __tablename__ = "inventory_local_stock"
    __table_args__ = (
        sa.UniqueConstraint("location_id", "sku_id"),
        sa.CheckConstraint("available >= 0", name="available"),
        sa.CheckConstraint("reserved >= 0", name="reserved"),
        sa.Index("ix_inventory_local_stock_sku", "sku_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    location_id: Mapped[int]
    """An id of the module that keeps places: it may have none of the shop's tables in common with this one."""
    sku_id: Mapped[int] = mapped_column(sa.ForeignKey("inventory_stock.sku_id"))
    available: Mapped[int] = mapped_column(default=0)
    reserved: Mapped[int] = mapped_column(default=0)


class Reservation(Base):
    """What a subject holds or held of a SKU. The unique key is what makes reserving twice harmless."""

    __tablename__ = "inventory_reservation"
    __table_args__ = (
        sa.UniqueConstraint("subject", "subject_id", "sku_id"),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        sa.CheckConstraint("state IN ('reserved', 'committed', 'released', 'restored')", name="state"),
    )

    id: Mapped[int] = mapped_column(LongId, primary_key=True, autoincrement=True)
    subject: Mapped[str] = mapped_column(sa.String(32))
    subject_id: Mapped[int]
    sku_id: Mapped[int] = mapped_column(sa.ForeignKey("inventory_stock.sku_id"), index=True)
    location_id: Mapped[int | None]
    """None: the warehouse."""
    quantity: Mapped[int]
    state: Mapped[str] = mapped_column(sa.String(10), default="reserved")
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class Move(Base):
    """A line of the ledger: what happened to a SKU and why. Triggers in the database refuse to change or delete one.

    The first line of a SKU at a place starts from nothing, each further one from where the line before it ended.
    """

    __tablename__ = "inventory_move"
    __table_args__ = (sa.Index("ix_inventory_move_sku", "sku_id", "id"),)

    id: Mapped[int] = mapped_column(LongId, primary_key=True, autoincrement=True)
    sku_id: Mapped[int] = mapped_column(sa.ForeignKey("inventory_stock.sku_id"))
    location_id: Mapped[int | None]
    """None: the warehouse."""
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(sa.String(12))
    subject: Mapped[str | None] = mapped_column(sa.String(32))
    subject_id: Mapped[int | None]
    actor: Mapped[str] = mapped_column(sa.String(30))
    """A member of staff; "system" where the subject is the one who moved it."""
    note: Mapped[str] = mapped_column(sa.String(100), default="")
    available_before: Mapped[int]
    available_after: Mapped[int]
    reserved_before: Mapped[int]
    reserved_after: Mapped[int]
