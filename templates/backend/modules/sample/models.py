from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base


class Sample(Base):
    """One version of a sample. `previous_id` is the version that failed before it: each is followed once."""

    __tablename__ = "sample_sample"
    __table_args__ = (
        sa.UniqueConstraint("number", "version"),
        sa.CheckConstraint("status IN ('failed', 'passed', 'received', 'requested', 'sent')", name="status"),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        sa.CheckConstraint("(version = 1) = (previous_id IS NULL)", name="version"),
        sa.CheckConstraint("(sent_at IS NULL) = (status = 'requested')", name="sent"),
        sa.CheckConstraint("(judged_at IS NOT NULL) = (status IN ('failed', 'passed'))", name="judged"),
        sa.Index("ix_sample_sample_status", "status", "id"),
        sa.Index("ix_sample_sample_supplier", "supplier_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(20))
    """The same for all versions."""
    version: Mapped[int]
    previous_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sample_sample.id"), unique=True)
    rfq_id: Mapped[int] = mapped_column(sa.ForeignKey("rfq_request.id"), index=True)
    supplier_id: Mapped[int] = mapped_column(sa.ForeignKey("supplier_supplier.id"))
    item: Mapped[str] = mapped_column(sa.String(60))
    quantity: Mapped[int]
    note: Mapped[str] = mapped_column(sa.String(300), default="")
    """What the buyer asks for."""
    status: Mapped[str] = mapped_column(sa.String(10))
    carrier: Mapped[str] = mapped_column(sa.String(30), default="")
    tracking_number: Mapped[str] = mapped_column(sa.String(40), default="")
    message: Mapped[str] = mapped_column(sa.String(300), default="")
    """What the supplier says of it."""
    verdict: Mapped[str] = mapped_column(sa.String(300), default="")
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]
    judged_at: Mapped[datetime | None]

    photos: Mapped[list["SamplePhoto"]] = relationship(lazy="selectin", order_by="SamplePhoto.id", viewonly=True)


class SamplePhoto(Base):
    """Of the sample, by the supplier, or of how it was tried, by staff."""

    __tablename__ = "sample_photo"

    id: Mapped[int] = mapped_column(primary_key=True)
    sample_id: Mapped[int] = mapped_column(sa.ForeignKey("sample_sample.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    by_supplier: Mapped[bool]
    created_at: Mapped[datetime]


class SampleHistory(Base):
    """Each move of a sample, written in the transaction that made it."""

    __tablename__ = "sample_history"

    id: Mapped[int] = mapped_column(primary_key=True)
    sample_id: Mapped[int] = mapped_column(sa.ForeignKey("sample_sample.id"), index=True)
    action: Mapped[str] = mapped_column(sa.String(10))
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(sa.String(30))
    note: Mapped[str] = mapped_column(sa.String(300), default="")
