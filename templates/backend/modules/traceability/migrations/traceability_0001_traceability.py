"""Batches, what they were made of, the chains of their events, their reports, and who looked at them today."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "traceability_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("traceability",)
depends_on: str | Sequence[str] | None = ("core_0001",)

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'append only'); END"
_EACH_ROW = "FOR EACH ROW EXECUTE FUNCTION core_append_only()"
APPEND_ONLY = {
    "sqlite": [
        f"CREATE TRIGGER traceability_event_no_update BEFORE UPDATE ON traceability_event {_REFUSE}",
        f"CREATE TRIGGER traceability_event_no_delete BEFORE DELETE ON traceability_event {_REFUSE}",
    ],
    "postgresql": [
        f"CREATE TRIGGER traceability_event_append_only BEFORE UPDATE OR DELETE ON traceability_event {_EACH_ROW}",
    ],
}


def upgrade() -> None:
    op.create_table(
        "traceability_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("sku_id", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("origin", sa.String(length=60), nullable=False),
        sa.Column("line", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("holds", sa.Integer(), nullable=False),
        sa.Column("withdrawn_because", sa.String(length=200), nullable=False),
        sa.Column("scans", sa.Integer(), nullable=False),
        sa.Column("first_scanned_at", UtcDateTime(), nullable=True),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("status IN ('draft', 'published', 'withdrawn')", name=op.f("ck_traceability_batch_status")),
        sa.CheckConstraint("status <> 'published' OR holds = 0", name=op.f("ck_traceability_batch_held")),
        sa.CheckConstraint("holds >= 0", name=op.f("ck_traceability_batch_holds")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_traceability_batch_quantity")),
        sa.PrimaryKeyConstraint("id", name="pk_traceability_batch"),
        sa.UniqueConstraint("code", name="uq_traceability_batch_code"),
        sa.UniqueConstraint("number", name="uq_traceability_batch_number"),
    )
    op.create_index("ix_traceability_batch_sku_id", "traceability_batch", ["sku_id"])
    op.create_index("ix_traceability_batch_status", "traceability_batch", ["status", "id"])
    op.create_table(
        "traceability_salt",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_traceability_salt"),
    )
    op.create_table(
        "traceability_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("actor", sa.String(length=30), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("sequence > 0", name=op.f("ck_traceability_event_sequence")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["traceability_batch.id"], name="fk_traceability_event_batch_id_traceability_batch"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_traceability_event"),
        sa.UniqueConstraint("batch_id", "sequence", name="uq_traceability_event_batch_id_sequence"),
    )
    op.create_table(
        "traceability_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["traceability_batch.id"], name="fk_traceability_hold_batch_id_traceability_batch"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_traceability_hold"),
        sa.UniqueConstraint("batch_id", "key", name="uq_traceability_hold_batch_id_key"),
    )
    op.create_table(
        "traceability_parent",
        sa.Column("batch_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("parent_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint("parent_id < batch_id", name=op.f("ck_traceability_parent_older")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["traceability_batch.id"], name="fk_traceability_parent_batch_id_traceability_batch"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["traceability_batch.id"], name="fk_traceability_parent_parent_id_traceability_batch"
        ),
        sa.PrimaryKeyConstraint("batch_id", "parent_id", name="pk_traceability_parent"),
    )
    op.create_index("ix_traceability_parent_parent_id", "traceability_parent", ["parent_id"])
    op.create_table(
        "traceability_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["core_staff.id"], name="fk_traceability_report_added_by_core_staff"),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["traceability_batch.id"], name="fk_traceability_report_batch_id_traceability_batch"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_traceability_report"),
        sa.UniqueConstraint("batch_id", "sha256", name="uq_traceability_report_batch_id_sha256"),
    )
    op.create_table(
        "traceability_visitor",
        sa.Column("batch_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("visitor", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["traceability_batch.id"], name="fk_traceability_visitor_batch_id_traceability_batch"
        ),
        sa.PrimaryKeyConstraint("batch_id", "day", "visitor", name="pk_traceability_visitor"),
    )
    op.create_index("ix_traceability_visitor_day", "traceability_visitor", ["day"])
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for table in ("visitor", "report", "parent", "hold", "event", "salt", "batch"):
        op.drop_table(f"traceability_{table}")
