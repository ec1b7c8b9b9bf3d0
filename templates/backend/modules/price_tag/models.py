from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base
from app.modules.price_tag.states import TAG


class PriceTag(Base):
    """What a device shows of one SKU: `version` is what it should show, `shown_version` what it has confirmed."""

    __tablename__ = "price_tag_tag"
    __table_args__ = (
        sa.CheckConstraint(f"status IN ({', '.join(map(repr, sorted(TAG.states)))})", name="status"),
        sa.CheckConstraint("shown_version <= version", name="shown"),
        sa.Index("ix_price_tag_tag_status", "status", "changed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(sa.ForeignKey("device_device.id"), unique=True)
    sku_id: Mapped[int] = mapped_column(sa.ForeignKey("catalog_sku.id"), index=True)
    price_fen: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(200))
    version: Mapped[int]
    shown_version: Mapped[int]
    status: Mapped[str] = mapped_column(sa.String(10), default=TAG.initial)
    command_id: Mapped[int | None] = mapped_column(unique=True)
    """The command whose answer counts: that of the newest version, sent last."""
    note: Mapped[str] = mapped_column(sa.String(200), default="")
    """What the tag said of it, or why it could not be told."""
    changed_at: Mapped[datetime]
    """Since when it should show this version."""
    sent_at: Mapped[datetime | None]
    shown_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
