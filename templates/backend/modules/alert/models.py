from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base
from app.modules.alert.settings import SEVERITIES


class Alarm(Base):
    """Acknowledged and cleared are independent; until it is cleared, there is no other of the device and the rule."""

    __tablename__ = "alert_alarm"
    __table_args__ = (
        sa.CheckConstraint(f"severity IN ({', '.join(map(repr, SEVERITIES))})", name="severity"),
        sa.Index(
            "uq_alert_alarm_open",
            "device_id",
            "rule",
            unique=True,
            sqlite_where=sa.text("cleared_at IS NULL"),
            postgresql_where=sa.text("cleared_at IS NULL"),
        ),
        sa.Index("ix_alert_alarm_device", "device_id", "id"),
        sa.Index("ix_alert_alarm_cleared", "cleared_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(sa.ForeignKey("device_device.id"))
    rule: Mapped[str] = mapped_column(sa.String(40))
    title: Mapped[str] = mapped_column(sa.String(40))
    severity: Mapped[str] = mapped_column(sa.String(10))
    count: Mapped[int] = mapped_column(default=1)
    """How many readings have met the rule since it opened."""
    values: Mapped[dict[str, Any]]
    """What the device told when it opened."""
    opened_at: Mapped[datetime]
    last_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[int | None] = mapped_column(sa.ForeignKey("core_staff.id"))
    cleared_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]


class Progress(Base):
    """How far a device has come towards an alarm; there is no row where there is nothing to remember."""

    __tablename__ = "alert_progress"

    device_id: Mapped[int] = mapped_column(sa.ForeignKey("device_device.id", ondelete="CASCADE"), primary_key=True)
    rule: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    since_ms: Mapped[int | None] = mapped_column(sa.BigInteger)
    """Since when the condition has held, by the device's clock; None: it does not."""
    times_ms: Mapped[list[Any]] = mapped_column(default=list)
    """When it began to hold, as often as the rule counts."""
