from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.crypto import sealed
from app.core.database import Base

_STANDING = sa.text("status IN ('requested', 'issued', 'red_pending')")


class Invoice(Base):
    """A customer's wish for one, and what became of it.

    Title, tax number and e-mail go when the customer leaves; number and amount stay, as the tax authority has them.
    """

    __tablename__ = "invoice_invoice"
    __table_args__ = (
        sa.CheckConstraint("amount_fen > 0", name="amount"),
        sa.CheckConstraint("kind IN ('personal', 'company')", name="kind"),
        sa.CheckConstraint(
            "(number IS NOT NULL) = (status IN ('issued', 'red_pending', 'red_flushed'))", name="number"
        ),
        sa.CheckConstraint("(red_number IS NOT NULL) = (status = 'red_flushed')", name="red_number"),
        sa.Index(
            "uq_invoice_invoice_standing",
            "order_id",
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
        sa.Index("ix_invoice_invoice_order", "order_id", "id"),
        sa.Index("ix_invoice_invoice_user", "user_id", "id"),
        sa.Index("ix_invoice_invoice_status", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("order_order.id"))
    order_no: Mapped[str] = mapped_column(sa.String(32))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    status: Mapped[str] = mapped_column(sa.String(20))
    kind: Mapped[str] = mapped_column(sa.String(10))
    title: Mapped[str | None] = sealed(nullable=True)
    tax_number: Mapped[str | None] = mapped_column(sa.String(18))
    email: Mapped[str | None] = sealed(nullable=True)
    amount_fen: Mapped[int]
    number: Mapped[str | None] = mapped_column(sa.String(20), unique=True)
    red_number: Mapped[str | None] = mapped_column(sa.String(20), unique=True)
    reason: Mapped[str] = mapped_column(sa.String(200), default="")
    """Why it was rejected, cancelled, or has to be red-flushed."""
    has_file: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    issued_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class InvoiceFile(Base):
    """The invoice as the tax authority's platform made it, a PDF. Only its customer can fetch it."""

    __tablename__ = "invoice_file"

    invoice_id: Mapped[int] = mapped_column(
        sa.ForeignKey("invoice_invoice.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    data: Mapped[bytes] = mapped_column(sa.LargeBinary)
