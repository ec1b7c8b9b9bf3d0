"""Suppliers, and their people."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "supplier_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("supplier",)
depends_on: str | Sequence[str] | None = ("core_0001", "identity_0001")


def upgrade() -> None:
    op.create_table(
        "supplier_supplier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("credit_code", sa.String(length=18), nullable=False),
        sa.Column("address", sa.String(length=120), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("bank_name", sa.String(length=60), nullable=False),
        sa.Column("bank_account", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("status IN ('active', 'blocked', 'suspended')", name=op.f("ck_supplier_supplier_status")),
        sa.PrimaryKeyConstraint("id", name="pk_supplier_supplier"),
        sa.UniqueConstraint("code", name="uq_supplier_supplier_code"),
        sa.UniqueConstraint("credit_code", name="uq_supplier_supplier_credit_code"),
    )
    op.create_index("ix_supplier_supplier_status", "supplier_supplier", ["status"])
    op.create_table(
        "supplier_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("title", sa.String(length=20), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("bound_at", UtcDateTime(), nullable=True),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("code_until", UtcDateTime(), nullable=True),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier_supplier.id"], name="fk_supplier_contact_supplier_id_supplier_supplier"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_supplier_contact_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_supplier_contact"),
        sa.UniqueConstraint("code_hash", name="uq_supplier_contact_code_hash"),
        sa.UniqueConstraint("user_id", name="uq_supplier_contact_user_id"),
    )
    op.create_index("ix_supplier_contact_supplier_id", "supplier_contact", ["supplier_id"])


def downgrade() -> None:
    op.drop_table("supplier_contact")
    op.drop_table("supplier_supplier")
