from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base
from app.modules.traceability.states import BATCH, PUBLISHED


class Batch(Base):
    """What was made in one go. `code` opens its public page; `holds` counts the reasons for which it must not be
    public, and the database sees to it that it is not.
    """

    __tablename__ = "traceability_batch"
    __table_args__ = (
        sa.CheckConstraint(f"status IN ({', '.join(repr(one) for one in sorted(BATCH.states))})", name="status"),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        sa.CheckConstraint("holds >= 0", name="holds"),
        sa.CheckConstraint(f"status <> '{PUBLISHED}' OR holds = 0", name="held"),
        sa.Index("ix_traceability_batch_status", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(40), unique=True)
    code: Mapped[str] = mapped_column(sa.String(32), unique=True)
    item: Mapped[str] = mapped_column(sa.String(60))
    sku_id: Mapped[int | None] = mapped_column(index=True)
    quantity: Mapped[int]
    unit: Mapped[str] = mapped_column(sa.String(10), default="")
    made_at: Mapped[datetime]
    origin: Mapped[str] = mapped_column(sa.String(60), default="")
    line: Mapped[str] = mapped_column(sa.String(40), default="")
    status: Mapped[str] = mapped_column(sa.String(10))
    holds: Mapped[int] = mapped_column(default=0)
    withdrawn_because: Mapped[str] = mapped_column(sa.String(200), default="")
    scans: Mapped[int] = mapped_column(default=0)
    first_scanned_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    reports: Mapped[list["BatchReport"]] = relationship(lazy="selectin", order_by="BatchReport.id", viewonly=True)


class BatchParent(Base):
    """A batch, and one that it was made of. Parents are there before: nothing is made of itself."""

    __tablename__ = "traceability_parent"
    __table_args__ = (sa.CheckConstraint("parent_id < batch_id", name="older"),)

    batch_id: Mapped[int] = mapped_column(sa.ForeignKey("traceability_batch.id"), primary_key=True, autoincrement=False)
    parent_id: Mapped[int] = mapped_column(
        sa.ForeignKey("traceability_batch.id"), primary_key=True, autoincrement=False, index=True
    )


class BatchHold(Base):
    """Why a batch must not be public. `key` is whoever holds it: one key holds it once."""

    __tablename__ = "traceability_hold"
    __table_args__ = (sa.UniqueConstraint("batch_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(sa.ForeignKey("traceability_batch.id"))
    key: Mapped[str] = mapped_column(sa.String(80))
    reason: Mapped[str] = mapped_column(sa.String(200))
    at: Mapped[datetime]


class TraceEvent(Base):
    """A link of a batch's chain: added and read, never changed (triggers in the database see to that).

    `hash` is the SHA-256 of everything else in the link, the hash before it included.
    """

    __tablename__ = "traceability_event"
    __table_args__ = (
        sa.UniqueConstraint("batch_id", "sequence"),
        sa.CheckConstraint("sequence > 0", name="sequence"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(sa.ForeignKey("traceability_batch.id"))
    sequence: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[datetime]
    place: Mapped[str] = mapped_column(sa.String(60))
    text: Mapped[str] = mapped_column(sa.String(200))
    public: Mapped[bool]
    facts: Mapped[dict[str, Any]]
    """What the batch was said to be, or the hash of a report; of most links nothing."""
    actor: Mapped[str] = mapped_column(sa.String(30))
    previous_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))


class BatchReport(Base):
    """An inspection report: a PDF, or a picture of one. `sha256` is that of the file as it was sent."""

    __tablename__ = "traceability_report"
    __table_args__ = (sa.UniqueConstraint("batch_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(sa.ForeignKey("traceability_batch.id"))
    title: Mapped[str] = mapped_column(sa.String(60))
    name: Mapped[str] = mapped_column(sa.String(80))
    sha256: Mapped[str] = mapped_column(sa.String(64))
    added_by: Mapped[int | None] = mapped_column(sa.ForeignKey("core_staff.id"))
    at: Mapped[datetime]


class ScanSalt(Base):
    """What the visitors of a day are hashed with. It goes with the day: from then on nobody can tell who they were."""

    __tablename__ = "traceability_salt"

    day: Mapped[date] = mapped_column(primary_key=True)
    salt: Mapped[str] = mapped_column(sa.String(64))


class ScanVisitor(Base):
    """Somebody who looked at a batch on a day, so that he counts once; kept for that day."""

    __tablename__ = "traceability_visitor"

    batch_id: Mapped[int] = mapped_column(sa.ForeignKey("traceability_batch.id"), primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    visitor: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
