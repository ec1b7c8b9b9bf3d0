"""Samples, their photos, and what happened to them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "sample_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("sample",)
depends_on: str | Sequence[str] | None = "rfq_0001"


def upgrade() -> None:
    op.create_table(
        "sample_sample",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("previous_id", sa.Integer(), nullable=True),
        sa.Column("rfq_id", sa.Integer(), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("carrier", sa.String(length=30), nullable=False),
        sa.Column("tracking_number", sa.String(length=40), nullable=False),
        sa.Column("message", sa.String(length=300), nullable=False),
        sa.Column("verdict", sa.String(length=300), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("received_at", UtcDateTime(), nullable=True),
        sa.Column("judged_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "status IN ('failed', 'passed', 'received', 'requested', 'sent')", name=op.f("ck_sample_sample_status")
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_sample_sample_quantity")),
        sa.CheckConstraint("(version = 1) = (previous_id IS NULL)", name=op.f("ck_sample_sample_version")),
        sa.CheckConstraint("(sent_at IS NULL) = (status = 'requested')", name=op.f("ck_sample_sample_sent")),
        sa.CheckConstraint(
            "(judged_at IS NOT NULL) = (status IN ('failed', 'passed'))", name=op.f("ck_sample_sample_judged")
        ),
        sa.ForeignKeyConstraint(
            ["previous_id"], ["sample_sample.id"], name="fk_sample_sample_previous_id_sample_sample"
        ),
        sa.ForeignKeyConstraint(["rfq_id"], ["rfq_request.id"], name="fk_sample_sample_rfq_id_rfq_request"),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier_supplier.id"], name="fk_sample_sample_supplier_id_supplier_supplier"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sample_sample"),
        sa.UniqueConstraint("number", "version", name="uq_sample_sample_number_version"),
        sa.UniqueConstraint("previous_id", name="uq_sample_sample_previous_id"),
    )
    op.create_index("ix_sample_sample_rfq_id", "sample_sample", ["rfq_id"])
    op.create_index("ix_sample_sample_status", "sample_sample", ["status", "id"])
    op.create_index("ix_sample_sample_supplier", "sample_sample", ["supplier_id", "id"])
    op.create_table(
        "sample_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("by_supplier", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["sample_id"], ["sample_sample.id"], name="fk_sample_photo_sample_id_sample_sample"),
        sa.PrimaryKeyConstraint("id", name="pk_sample_photo"),
    )
    op.create_index("ix_sample_photo_sample_id", "sample_photo", ["sample_id"])
    op.create_table(
        "sample_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=10), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(length=30), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["sample_id"], ["sample_sample.id"], name="fk_sample_history_sample_id_sample_sample"),
        sa.PrimaryKeyConstraint("id", name="pk_sample_history"),
    )
    op.create_index("ix_sample_history_sample_id", "sample_history", ["sample_id"])


def downgrade() -> None:
    for table in ("history", "photo", "sample"):
        op.drop_table(f"sample_{table}")
