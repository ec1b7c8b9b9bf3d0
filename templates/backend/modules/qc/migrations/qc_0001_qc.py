"""Inspections with their results and pictures."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "qc_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("qc",)
depends_on: str | Sequence[str] | None = ("traceability_0001",)


def upgrade() -> None:
    op.create_table(
        "qc_inspection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("plan", sa.String(length=40), nullable=False),
        sa.Column("plan_label", sa.String(length=20), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("receipt_id", sa.Integer(), nullable=True),
        sa.Column("receipt_line_id", sa.Integer(), nullable=True),
        sa.Column("supplier_id", sa.Integer(), nullable=True),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("source_key", sa.String(length=80), nullable=True),
        sa.Column("repeats_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("inspector_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("conceded_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("judged_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("(batch_id IS NULL) <> (receipt_id IS NULL)", name=op.f("ck_qc_inspection_subject")),
        sa.CheckConstraint(
            "(judged_at IS NULL) = (status IN ('canceled', 'open'))", name=op.f("ck_qc_inspection_judged")
        ),
        sa.CheckConstraint("kind IN ('ipqc', 'iqc', 'oqc')", name=op.f("ck_qc_inspection_kind")),
        sa.CheckConstraint(
            "status <> 'conceded' OR (reason <> '' AND conceded_by IS NOT NULL)",
            name=op.f("ck_qc_inspection_conceded"),
        ),
        sa.CheckConstraint(
            "status IN ('canceled', 'conceded', 'failed', 'open', 'passed')", name=op.f("ck_qc_inspection_status")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["traceability_batch.id"], name="fk_qc_inspection_batch_id_traceability_batch"
        ),
        sa.ForeignKeyConstraint(["conceded_by"], ["core_staff.id"], name="fk_qc_inspection_conceded_by_core_staff"),
        sa.ForeignKeyConstraint(["inspector_id"], ["core_staff.id"], name="fk_qc_inspection_inspector_id_core_staff"),
        sa.ForeignKeyConstraint(["repeats_id"], ["qc_inspection.id"], name="fk_qc_inspection_repeats_id_qc_inspection"),
        sa.PrimaryKeyConstraint("id", name="pk_qc_inspection"),
        sa.UniqueConstraint("number", name="uq_qc_inspection_number"),
        sa.UniqueConstraint("repeats_id", name="uq_qc_inspection_repeats_id"),
        sa.UniqueConstraint("source_key", name="uq_qc_inspection_source_key"),
    )
    op.create_index("ix_qc_inspection_batch_id", "qc_inspection", ["batch_id"])
    op.create_index("ix_qc_inspection_receipt_id", "qc_inspection", ["receipt_id"])
    op.create_index("ix_qc_inspection_status", "qc_inspection", ["status", "id"])
    op.create_table(
        "qc_picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["core_staff.id"], name="fk_qc_picture_added_by_core_staff"),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["qc_inspection.id"],
            name="fk_qc_picture_inspection_id_qc_inspection",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_qc_picture"),
    )
    op.create_index("ix_qc_picture_inspection_id", "qc_picture", ["inspection_id"])
    op.create_table(
        "qc_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("minimum", sa.Double(), nullable=True),
        sa.Column("maximum", sa.Double(), nullable=True),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("good", sa.Boolean(), nullable=True),
        sa.Column("note", sa.String(length=100), nullable=False),
        sa.CheckConstraint("kind = 'measure' OR value IS NULL", name=op.f("ck_qc_result_measured")),
        sa.CheckConstraint("kind IN ('measure', 'yes_no')", name=op.f("ck_qc_result_kind")),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["qc_inspection.id"], name="fk_qc_result_inspection_id_qc_inspection", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_qc_result"),
        sa.UniqueConstraint("inspection_id", "position", name="uq_qc_result_inspection_id_position"),
    )


def downgrade() -> None:
    for table in ("result", "picture", "inspection"):
        op.drop_table(f"qc_{table}")
