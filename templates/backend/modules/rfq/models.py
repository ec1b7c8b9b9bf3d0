from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base


class Rfq(Base):
    """A request for quotation. `quotes` counts those that were submitted for the revision that counts."""

    __tablename__ = "rfq_request"
    __table_args__ = (
        sa.CheckConstraint("status IN ('awarded', 'canceled', 'closed', 'draft', 'open')", name="status"),
        sa.CheckConstraint("revision >= 1", name="revision"),
        sa.CheckConstraint("quotes >= 0", name="quotes"),
        sa.Index("ix_rfq_request_status", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(20), unique=True)
    title: Mapped[str] = mapped_column(sa.String(60))
    note: Mapped[str] = mapped_column(sa.String(500), default="")
    status: Mapped[str] = mapped_column(sa.String(10))
    revision: Mapped[int] = mapped_column(default=1)
    deadline: Mapped[datetime]
    """Quotes are taken before this moment."""
    quotes: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(sa.String(200), default="")
    """Why it was canceled."""
    created_by: Mapped[int | None] = mapped_column(sa.ForeignKey("core_staff.id"))
    created_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    awarded_at: Mapped[datetime | None]

    lines: Mapped[list["RfqLine"]] = relationship(
        lazy="selectin",
        primaryjoin="and_(Rfq.id == RfqLine.rfq_id, Rfq.revision == RfqLine.revision)",
        foreign_keys="RfqLine.rfq_id",
        order_by="RfqLine.position",
        viewonly=True,
    )
    invitations: Mapped[list["Invitation"]] = relationship(lazy="selectin", order_by="Invitation.id", viewonly=True)


class RfqLine(Base):
    """What is asked for, in one revision; what an older revision asked for is kept."""

    __tablename__ = "rfq_line"
    __table_args__ = (
        sa.UniqueConstraint("rfq_id", "revision", "position"),
        sa.CheckConstraint("quantity > 0", name="quantity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rfq_id: Mapped[int] = mapped_column(sa.ForeignKey("rfq_request.id"))
    revision: Mapped[int]
    position: Mapped[int]
    item: Mapped[str] = mapped_column(sa.String(60))
    spec: Mapped[str] = mapped_column(sa.String(200), default="")
    quantity: Mapped[int]
    unit: Mapped[str] = mapped_column(sa.String(10))
    wanted_on: Mapped[date | None]
    sku_id: Mapped[int | None]
    """Of the stock that it is for."""


class RfqFile(Base):
    """A drawing. Only those who are invited, and staff, can fetch it."""

    __tablename__ = "rfq_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    rfq_id: Mapped[int] = mapped_column(sa.ForeignKey("rfq_request.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    kind: Mapped[str] = mapped_column(sa.String(20))
    """Its media type."""
    data: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)


class Invitation(Base):
    __tablename__ = "rfq_invitation"
    __table_args__ = (sa.UniqueConstraint("rfq_id", "supplier_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    rfq_id: Mapped[int] = mapped_column(sa.ForeignKey("rfq_request.id"))
    supplier_id: Mapped[int] = mapped_column(sa.ForeignKey("supplier_supplier.id"), index=True)


class Quote(Base):
    """What a supplier asks for one revision: one quote, once it is submitted."""

    __tablename__ = "rfq_quote"
    __table_args__ = (
        sa.UniqueConstraint("rfq_id", "supplier_id", "revision"),
        sa.CheckConstraint("status IN ('awarded', 'draft', 'lost', 'submitted')", name="status"),
        sa.CheckConstraint("lead_days >= 0", name="lead_days"),
        sa.CheckConstraint("(submitted_at IS NULL) = (status = 'draft')", name="submitted"),
        sa.Index("ix_rfq_quote_supplier", "supplier_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rfq_id: Mapped[int] = mapped_column(sa.ForeignKey("rfq_request.id"))
    supplier_id: Mapped[int] = mapped_column(sa.ForeignKey("supplier_supplier.id"))
    revision: Mapped[int]
    status: Mapped[str] = mapped_column(sa.String(10))
    lead_days: Mapped[int]
    valid_until: Mapped[date]
    remark: Mapped[str] = mapped_column(sa.String(300), default="")
    contact_id: Mapped[int] = mapped_column(sa.ForeignKey("supplier_contact.id"))
    """Who wrote it last."""
    submitted_at: Mapped[datetime | None]

    lines: Mapped[list["QuoteLine"]] = relationship(lazy="selectin", order_by="QuoteLine.id", viewonly=True)


class QuoteLine(Base):
    __tablename__ = "rfq_quote_line"
    __table_args__ = (
        sa.UniqueConstraint("quote_id", "line_id"),
        sa.CheckConstraint("price_fen > 0", name="price"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    quote_id: Mapped[int] = mapped_column(sa.ForeignKey("rfq_quote.id", ondelete="CASCADE"))
    line_id: Mapped[int] = mapped_column(sa.ForeignKey("rfq_line.id"))
    price_fen: Mapped[int]
    """For one unit."""


class AwardRow(Base):
    """What one supplier got of a request."""

    __tablename__ = "rfq_award"
    __table_args__ = (sa.UniqueConstraint("rfq_id", "supplier_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    rfq_id: Mapped[int] = mapped_column(sa.ForeignKey("rfq_request.id"))
    supplier_id: Mapped[int] = mapped_column(sa.ForeignKey("supplier_supplier.id"), index=True)
    quote_id: Mapped[int] = mapped_column(sa.ForeignKey("rfq_quote.id"), unique=True)
    created_at: Mapped[datetime]


class AwardLine(Base):
    """A line goes to one supplier."""

    __tablename__ = "rfq_award_line"

    line_id: Mapped[int] = mapped_column(sa.ForeignKey("rfq_line.id"), primary_key=True, autoincrement=False)
    award_id: Mapped[int] = mapped_column(sa.ForeignKey("rfq_award.id"), index=True)
    price_fen: Mapped[int]
