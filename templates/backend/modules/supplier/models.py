from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.crypto import sealed
from app.core.database import Base


class Supplier(Base):
    """A company that delivers. `credit_code` is its unified social credit code."""

    __tablename__ = "supplier_supplier"
    __table_args__ = (sa.CheckConstraint("status IN ('active', 'blocked', 'suspended')", name="status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    name: Mapped[str] = mapped_column(sa.String(60))
    credit_code: Mapped[str] = mapped_column(sa.String(18), unique=True)
    address: Mapped[str] = mapped_column(sa.String(120), default="")
    categories: Mapped[list[Any]]
    """What it delivers, in words."""
    bank_name: Mapped[str] = mapped_column(sa.String(60), default="")
    bank_account: Mapped[str | None] = sealed(nullable=True)
    status: Mapped[str] = mapped_column(sa.String(10), index=True)
    reason: Mapped[str] = mapped_column(sa.String(200), default="")
    """Why it is suspended or blocked."""
    created_at: Mapped[datetime]


class Contact(Base):
    """Somebody of a supplier. Once he has given back his invitation, `user_id` is his account in the mini-program.

    `code_hash` is the SHA-256 of an invitation that is good until `code_until`, once.
    """

    __tablename__ = "supplier_contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    supplier_id: Mapped[int] = mapped_column(sa.ForeignKey("supplier_supplier.id"), index=True)
    name: Mapped[str] = sealed()
    phone: Mapped[str | None] = sealed(nullable=True)
    title: Mapped[str] = mapped_column(sa.String(20), default="")
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("identity_user.id"), unique=True)
    bound_at: Mapped[datetime | None]
    code_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    code_until: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
