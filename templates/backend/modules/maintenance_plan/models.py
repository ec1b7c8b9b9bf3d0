from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base


class Plan(Base):
    """By date, `first_on` and every so many days, weeks or months after it; or by meter, whenever it has grown by
    `meter_every`.

    `next_on` is None while the order of a plan that counts from completion is not done. `meter_next` is what the meter
    says when the next order is due.
    """

    __tablename__ = "maintenance_plan_plan"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('date', 'meter')", name="kind"),
        sa.CheckConstraint("unit IN ('day', 'month', 'week')", name="unit"),
        sa.CheckConstraint("kind <> 'date' OR (first_on IS NOT NULL AND every > 0)", name="by_date"),
        sa.CheckConstraint("kind <> 'meter' OR (meter_next IS NOT NULL AND meter_every > 0)", name="by_meter"),
        sa.Index("ix_maintenance_plan_plan_next_on", "active", "next_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(sa.String(60))
    description: Mapped[str] = mapped_column(sa.String(500), default="")
    asset: Mapped[str] = mapped_column(sa.String(40), default="", index=True)
    priority: Mapped[str] = mapped_column(sa.String(10))
    checklist: Mapped[str | None] = mapped_column(sa.String(40))
    """None stands for the usual one, "" for none."""
    kind: Mapped[str] = mapped_column(sa.String(10))
    every: Mapped[int] = mapped_column(default=0)
    unit: Mapped[str] = mapped_column(sa.String(10), default="month")
    from_completion: Mapped[bool] = mapped_column(default=False)
    first_on: Mapped[date | None]
    next_on: Mapped[date | None]
    meter: Mapped[str] = mapped_column(sa.String(40), default="")
    meter_every: Mapped[float] = mapped_column(default=0)
    meter_next: Mapped[float | None]
    meter_last: Mapped[float | None]
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class Made(Base):
    """An order that a plan has had opened, and when it was over."""

    __tablename__ = "maintenance_plan_made"
    __table_args__ = (sa.UniqueConstraint("plan_id", "due"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("maintenance_plan_plan.id", ondelete="CASCADE"))
    due: Mapped[str] = mapped_column(sa.String(30))
    """The date, or what the meter was to say."""
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("work_order_order.id"), unique=True)
    made_at: Mapped[datetime]
    ended_on: Mapped[date | None]
