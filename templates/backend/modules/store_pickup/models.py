from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base


class Pickup(Base):
    """Where an order waits for its customer. `code` has eight digits and is nobody else's while it waits."""

    __tablename__ = "store_pickup_pickup"
    __table_args__ = (
        sa.CheckConstraint("status IN ('reserved', 'ready', 'picked', 'canceled')", name="status"),
        sa.CheckConstraint("status NOT IN ('ready', 'picked') OR code IS NOT NULL", name="code"),
        sa.CheckConstraint("(status = 'picked') = (picked_at IS NOT NULL)", name="picked_at"),
        sa.Index(
            "uq_store_pickup_pickup_open_code",
            "code",
            unique=True,
            sqlite_where=sa.text("status = 'ready'"),
            postgresql_where=sa.text("status = 'ready'"),
        ),
        sa.Index("ix_store_pickup_pickup_code", "code"),
        sa.Index("ix_store_pickup_pickup_store", "store_id", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("order_order.id", ondelete="CASCADE"), unique=True)
    store_id: Mapped[int] = mapped_column(sa.ForeignKey("multi_store_store.id"))
    status: Mapped[str] = mapped_column(sa.String(10))
    code: Mapped[str | None] = mapped_column(sa.String(8))
    created_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    picked_at: Mapped[datetime | None]
    picked_by: Mapped[int | None] = mapped_column(sa.ForeignKey("core_staff.id", ondelete="SET NULL"))
    """The member of staff; None where the order was completed otherwise."""
