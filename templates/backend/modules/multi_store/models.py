from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base
from app.modules.multi_store.hours import Hours


class Store(Base):
    """A shop with a door. Its id names its place in the stock (`app.contracts.stock`). Coordinates are GCJ-02."""

    __tablename__ = "multi_store_store"
    __table_args__ = (
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
        sa.Index("ix_multi_store_store_city", "city", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    name: Mapped[str] = mapped_column(sa.String(40))
    province: Mapped[str] = mapped_column(sa.String(20))
    city: Mapped[str] = mapped_column(sa.String(30))
    district: Mapped[str] = mapped_column(sa.String(30), default="")
    address: Mapped[str] = mapped_column(sa.String(120))
    phone: Mapped[str] = mapped_column(sa.String(20), default="")
    """The store's own, which everybody may call."""
    latitude: Mapped[float] = mapped_column(sa.Float)
    longitude: Mapped[float] = mapped_column(sa.Float)
    week: Mapped[list[Any]]
    exceptions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """See `hours.py`."""
    active: Mapped[bool] = mapped_column(default=True)
    """False: closed down for now."""
    created_at: Mapped[datetime]

    @property
    def hours(self) -> Hours:
        return Hours(self.week, self.exceptions)


class StoreStaff(Base):
    """Who works where; somebody may work in several stores."""

    __tablename__ = "multi_store_staff"

    store_id: Mapped[int] = mapped_column(sa.ForeignKey("multi_store_store.id", ondelete="CASCADE"), primary_key=True)
    staff_id: Mapped[int] = mapped_column(
        sa.ForeignKey("core_staff.id", ondelete="CASCADE"), primary_key=True, index=True
    )
