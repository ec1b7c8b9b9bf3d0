"""Places on shelves that weigh, and what is known of each."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base


class ShelfSlot(Base):
    """One SKU on what one reading of one device weighs."""

    __tablename__ = "smart_shelf_slot"
    __table_args__ = (
        sa.UniqueConstraint("device_id", "reading"),
        sa.CheckConstraint("piece_g > 0", name="piece"),
        sa.CheckConstraint("tare_g >= 0", name="tare"),
        sa.CheckConstraint("pieces >= 0", name="pieces"),
        sa.CheckConstraint("missing >= 0", name="missing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(sa.ForeignKey("device_device.id"))
    reading: Mapped[str] = mapped_column(sa.String(40))
    sku_id: Mapped[int] = mapped_column(sa.ForeignKey("catalog_sku.id"), index=True)
    piece_g: Mapped[float] = mapped_column(sa.Float(53))
    """What one piece weighs, in grams."""
    tare_g: Mapped[float] = mapped_column(sa.Float(53))
    """What the slot weighs with nothing on it."""
    tolerance: Mapped[int | None]
    """In percent of one piece; None: as the business has it."""
    pieces: Mapped[int | None]
    """As last counted; None: not yet, and the next weight that can be told is where counting begins."""
    weight_g: Mapped[float | None] = mapped_column(sa.Float(53))
    at_ms: Mapped[int | None] = mapped_column(sa.BigInteger)
    """The moment of the newest weight, by the device's clock, in milliseconds since 1970."""
    uncertain: Mapped[int] = mapped_column(default=0)
    """How many weights were no whole number of pieces."""
    uncertain_at: Mapped[datetime | None]
    missing: Mapped[int] = mapped_column(default=0)
    """Pieces that were taken off the shelf, and that the stock could not give. What is put back fills it up first."""
    missing_since: Mapped[datetime | None]
    created_at: Mapped[datetime]


class ShelfHour(Base):
    """How many pieces were taken from a slot in an hour of a day, as the shop's clocks say, and put there."""

    __tablename__ = "smart_shelf_hour"

    slot_id: Mapped[int] = mapped_column(sa.ForeignKey("smart_shelf_slot.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    hour: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    picked: Mapped[int]
    put_back: Mapped[int]


class Replenishment(Base):
    """An SKU that ran low on a shelf. Until it has ended, there is no other of the SKU."""

    __tablename__ = "smart_shelf_replenishment"
    __table_args__ = (
        sa.Index(
            "uq_smart_shelf_replenishment_open",
            "sku_id",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
        sa.Index("ix_smart_shelf_replenishment_ended", "ended_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sku_id: Mapped[int] = mapped_column(sa.ForeignKey("catalog_sku.id"))
    available: Mapped[int]
    """How many there were then, and at how many it is low."""
    low_at: Mapped[int]
    opened_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """There were more again."""
