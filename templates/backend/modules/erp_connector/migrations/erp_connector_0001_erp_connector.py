"""Documents for the ERP, its numbers, and each day's reconciliation."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "erp_connector_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("erp_connector",)
depends_on: str | Sequence[str] | None = ("core_0001",)


def upgrade() -> None:
    op.create_table(
        "erp_connector_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("amount_fen", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=100), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("next_at", UtcDateTime(), nullable=True),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("status IN ('failed', 'sent', 'waiting')", name=op.f("ck_erp_connector_document_status")),
        sa.PrimaryKeyConstraint("id", name="pk_erp_connector_document"),
        sa.UniqueConstraint("key", name="uq_erp_connector_document_key"),
        sa.UniqueConstraint("kind", "entity_id", name="uq_erp_connector_document_kind_entity_id"),
    )
    op.create_index("ix_erp_connector_document_number", "erp_connector_document", ["number"])
    op.create_index("ix_erp_connector_document_on", "erp_connector_document", ["on"])
    op.create_index("ix_erp_connector_document_status", "erp_connector_document", ["status", "id"])
    op.create_table(
        "erp_connector_number",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("entity_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("erp_number", sa.String(length=60), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "entity_id", name="pk_erp_connector_number"),
        sa.UniqueConstraint("kind", "erp_number", name="uq_erp_connector_number_kind_erp_number"),
    )
    op.create_table(
        "erp_connector_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("ours", sa.Integer(), nullable=False),
        sa.Column("ours_fen", sa.BigInteger(), nullable=False),
        sa.Column("theirs", sa.Integer(), nullable=False),
        sa.Column("theirs_fen", sa.BigInteger(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_erp_connector_day"),
        sa.UniqueConstraint("day", name="uq_erp_connector_day_day"),
    )
    op.create_table(
        "erp_connector_difference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("ours_fen", sa.BigInteger(), nullable=True),
        sa.Column("theirs_fen", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "what IN ('only_ours', 'only_theirs', 'unequal')", name=op.f("ck_erp_connector_difference_what")
        ),
        sa.ForeignKeyConstraint(
            ["day_id"],
            ["erp_connector_day.id"],
            name="fk_erp_connector_difference_day_id_erp_connector_day",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_erp_connector_difference"),
        sa.UniqueConstraint("day_id", "kind", "number", name="uq_erp_connector_difference_day_id_kind_number"),
    )


def downgrade() -> None:
    for table in ("difference", "day", "number", "document"):
        op.drop_table(f"erp_connector_{table}")
