"""Requests for invoices, and the files of those that were issued."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "invoice_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("invoice",)
depends_on: str | Sequence[str] | None = ("order_0001",)

_STANDING = sa.text("status IN ('requested', 'issued', 'red_pending')")


def upgrade() -> None:
    op.create_table(
        "invoice_invoice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("order_no", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("tax_number", sa.String(length=18), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("amount_fen", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=True),
        sa.Column("red_number", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("has_file", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("issued_at", UtcDateTime(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ck_invoice_invoice_amount")),
        sa.CheckConstraint("kind IN ('personal', 'company')", name=op.f("ck_invoice_invoice_kind")),
        sa.CheckConstraint(
            "(number IS NOT NULL) = (status IN ('issued', 'red_pending', 'red_flushed'))",
            name=op.f("ck_invoice_invoice_number"),
        ),
        sa.CheckConstraint(
            "(red_number IS NOT NULL) = (status = 'red_flushed')", name=op.f("ck_invoice_invoice_red_number")
        ),
        sa.ForeignKeyConstraint(["order_id"], ["order_order.id"], name="fk_invoice_invoice_order_id_order_order"),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_invoice_invoice_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_invoice_invoice"),
        sa.UniqueConstraint("number", name="uq_invoice_invoice_number"),
        sa.UniqueConstraint("red_number", name="uq_invoice_invoice_red_number"),
    )
    op.create_index(
        "uq_invoice_invoice_standing",
        "invoice_invoice",
        ["order_id"],
        unique=True,
        sqlite_where=_STANDING,
        postgresql_where=_STANDING,
    )
    op.create_index("ix_invoice_invoice_order", "invoice_invoice", ["order_id", "id"])
    op.create_index("ix_invoice_invoice_user", "invoice_invoice", ["user_id", "id"])
    op.create_index("ix_invoice_invoice_status", "invoice_invoice", ["status", "id"])

    op.create_table(
        "invoice_file",
        sa.Column("invoice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invoice_id"],
            ["invoice_invoice.id"],
            name="fk_invoice_file_invoice_id_invoice_invoice",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("invoice_id", name="pk_invoice_file"),
    )


def downgrade() -> None:
    op.drop_table("invoice_file")
    op.drop_table("invoice_invoice")
