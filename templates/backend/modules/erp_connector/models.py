from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base
from app.modules.erp_connector.states import DIFFERENCES, DOCUMENT


class OutgoingDocument(Base):
    """What is to be booked in the ERP. `key` stays the same however often it is sent: what has been booked under it is
    not booked again.
    """

    __tablename__ = "erp_connector_document"
    __table_args__ = (
        sa.UniqueConstraint("kind", "entity_id"),
        sa.CheckConstraint(f"status IN ({', '.join(repr(one) for one in sorted(DOCUMENT.states))})", name="status"),
        sa.Index("ix_erp_connector_document_status", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    entity_id: Mapped[int]
    number: Mapped[str] = mapped_column(sa.String(40), index=True)
    on: Mapped[date] = mapped_column(index=True)
    amount_fen: Mapped[int]
    content: Mapped[dict[str, Any]]
    key: Mapped[str] = mapped_column(sa.String(40), unique=True)
    status: Mapped[str] = mapped_column(sa.String(10))
    round: Mapped[int] = mapped_column(default=1)
    attempts: Mapped[int] = mapped_column(default=0)
    answer: Mapped[str] = mapped_column(sa.String(100), default="")
    """Of the last attempt: what went wrong."""
    created_at: Mapped[datetime]
    next_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]


class ErpNumber(Base):
    """What the ERP calls a document of ours: one number for each, and one document for each number."""

    __tablename__ = "erp_connector_number"
    __table_args__ = (sa.UniqueConstraint("kind", "erp_number"),)

    kind: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    entity_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    erp_number: Mapped[str] = mapped_column(sa.String(60))
    at: Mapped[datetime]


class Reconciliation(Base):
    """A day's documents, ours beside the ERP's."""

    __tablename__ = "erp_connector_day"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(unique=True)
    ours: Mapped[int]
    ours_fen: Mapped[int] = mapped_column(sa.BigInteger)
    theirs: Mapped[int]
    theirs_fen: Mapped[int] = mapped_column(sa.BigInteger)
    at: Mapped[datetime]

    differences: Mapped[list["Difference"]] = relationship(lazy="selectin", order_by="Difference.id", viewonly=True)


class Difference(Base):
    __tablename__ = "erp_connector_difference"
    __table_args__ = (
        sa.UniqueConstraint("day_id", "kind", "number"),
        sa.CheckConstraint(f"what IN ({', '.join(repr(one) for one in sorted(DIFFERENCES))})", name="what"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day_id: Mapped[int] = mapped_column(sa.ForeignKey("erp_connector_day.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(sa.String(20))
    number: Mapped[str] = mapped_column(sa.String(60))
    what: Mapped[str] = mapped_column(sa.String(12))
    ours_fen: Mapped[int | None] = mapped_column(sa.BigInteger)
    theirs_fen: Mapped[int | None] = mapped_column(sa.BigInteger)
