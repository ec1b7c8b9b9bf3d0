from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base
from app.modules.qc.states import CONCEDED, INSPECTION, KINDS, OPEN


def among(column: str, values: frozenset[str] | dict[str, str]) -> str:
    """The condition that a column has one of a few values."""
    return f"{column} IN ({', '.join(repr(value) for value in sorted(values))})"


class Inspection(Base):
    """Of a batch, or of a line of a receipt. `source_key` is what it was opened for: one key, one inspection;
    `repeats_id` the failed one that it repeats, which is repeated once.
    """

    __tablename__ = "qc_inspection"
    __table_args__ = (
        sa.CheckConstraint(among("kind", KINDS), name="kind"),
        sa.CheckConstraint(among("status", INSPECTION.states), name="status"),
        sa.CheckConstraint("(batch_id IS NULL) <> (receipt_id IS NULL)", name="subject"),
        sa.CheckConstraint(f"status <> '{CONCEDED}' OR (reason <> '' AND conceded_by IS NOT NULL)", name="conceded"),
        sa.CheckConstraint(f"(judged_at IS NULL) = (status IN ('canceled', '{OPEN}'))", name="judged"),
        sa.Index("ix_qc_inspection_status", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(20), unique=True)
    kind: Mapped[str] = mapped_column(sa.String(4))
    plan: Mapped[str] = mapped_column(sa.String(40))
    plan_label: Mapped[str] = mapped_column(sa.String(20))
    batch_id: Mapped[int | None] = mapped_column(sa.ForeignKey("traceability_batch.id"), index=True)
    receipt_id: Mapped[int | None] = mapped_column(index=True)
    receipt_line_id: Mapped[int | None]
    supplier_id: Mapped[int | None]
    item: Mapped[str] = mapped_column(sa.String(60))
    lot: Mapped[str] = mapped_column(sa.String(40), default="")
    """The batch's number, or the supplier's."""
    quantity: Mapped[int]
    source_key: Mapped[str | None] = mapped_column(sa.String(80), unique=True)
    repeats_id: Mapped[int | None] = mapped_column(sa.ForeignKey("qc_inspection.id"), unique=True)
    status: Mapped[str] = mapped_column(sa.String(10))
    inspector_id: Mapped[int | None] = mapped_column(sa.ForeignKey("core_staff.id"))
    note: Mapped[str] = mapped_column(sa.String(300), default="")
    reason: Mapped[str] = mapped_column(sa.String(200), default="")
    """Why it is used although it failed, or why it was not done."""
    conceded_by: Mapped[int | None] = mapped_column(sa.ForeignKey("core_staff.id"))
    created_at: Mapped[datetime]
    judged_at: Mapped[datetime | None]

    results: Mapped[list["InspectionResult"]] = relationship(lazy="selectin", order_by="InspectionResult.position")
    pictures: Mapped[list["InspectionPicture"]] = relationship(
        lazy="selectin", order_by="InspectionPicture.id", viewonly=True
    )


class InspectionResult(Base):
    """A check of the plan, as it read when the inspection was opened, and what came of it."""

    __tablename__ = "qc_result"
    __table_args__ = (
        sa.UniqueConstraint("inspection_id", "position"),
        sa.CheckConstraint("kind IN ('measure', 'yes_no')", name="kind"),
        sa.CheckConstraint("kind = 'measure' OR value IS NULL", name="measured"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    inspection_id: Mapped[int] = mapped_column(sa.ForeignKey("qc_inspection.id", ondelete="CASCADE"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(sa.String(80))
    kind: Mapped[str] = mapped_column(sa.String(10))
    minimum: Mapped[float | None]
    maximum: Mapped[float | None]
    unit: Mapped[str] = mapped_column(sa.String(10), default="")
    required: Mapped[bool]
    value: Mapped[float | None]
    good: Mapped[bool | None]
    """None where there is no result yet."""
    note: Mapped[str] = mapped_column(sa.String(100), default="")


class InspectionPicture(Base):
    __tablename__ = "qc_picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    inspection_id: Mapped[int] = mapped_column(sa.ForeignKey("qc_inspection.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    added_by: Mapped[int | None] = mapped_column(sa.ForeignKey("core_staff.id"))
    at: Mapped[datetime]
