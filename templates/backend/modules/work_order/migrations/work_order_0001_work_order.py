"""Work orders with all that is written down about them, and reports of whoever stood in front of a machine."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "work_order_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("work_order",)
depends_on: str | Sequence[str] | None = ("core_0001", "identity_0001")


def upgrade() -> None:
    op.create_table(
        "work_order_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("description", sa.String(length=500), nullable=False),
        sa.Column("asset", sa.String(length=40), nullable=False),
        sa.Column("asset_name", sa.String(length=60), nullable=False),
        sa.Column("priority", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("source_key", sa.String(length=80), nullable=True),
        sa.Column("checklist", sa.String(length=20), nullable=False),
        sa.Column("needs_signature", sa.Boolean(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=True),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("hold_reason", sa.String(length=10), nullable=False),
        sa.Column("result", sa.String(length=500), nullable=False),
        sa.Column("signed_by", sa.String(length=20), nullable=False),
        sa.Column("signed_at", UtcDateTime(), nullable=True),
        sa.Column("downtime_from", UtcDateTime(), nullable=True),
        sa.Column("downtime_to", UtcDateTime(), nullable=True),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("completed_at", UtcDateTime(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "assignee_id IS NOT NULL OR status IN ('canceled', 'open')", name=op.f("ck_work_order_order_assignee")
        ),
        sa.CheckConstraint("priority IN ('high', 'normal', 'urgent')", name=op.f("ck_work_order_order_priority")),
        sa.CheckConstraint(
            "source IN ('alert', 'other', 'plan', 'request', 'staff')", name=op.f("ck_work_order_order_source")
        ),
        sa.CheckConstraint(
            "status IN ('archived', 'assigned', 'canceled', 'closed',"
            " 'in_progress', 'on_hold', 'open', 'pending_acceptance')",
            name=op.f("ck_work_order_order_status"),
        ),
        sa.CheckConstraint("downtime_to >= downtime_from", name=op.f("ck_work_order_order_downtime")),
        sa.ForeignKeyConstraint(["assignee_id"], ["core_staff.id"], name="fk_work_order_order_assignee_id_core_staff"),
        sa.ForeignKeyConstraint(["opened_by"], ["core_staff.id"], name="fk_work_order_order_opened_by_core_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_work_order_order"),
        sa.UniqueConstraint("number", name="uq_work_order_order_number"),
        sa.UniqueConstraint("source_key", name="uq_work_order_order_source_key"),
    )
    op.create_index("ix_work_order_order_asset", "work_order_order", ["asset"])
    op.create_index("ix_work_order_order_assignee", "work_order_order", ["assignee_id", "status", "id"])
    op.create_index("ix_work_order_order_closed_at", "work_order_order", ["closed_at"])
    op.create_index("ix_work_order_order_status", "work_order_order", ["status", "id"])
    op.create_table(
        "work_order_reminder",
        sa.Column("staff_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=64), nullable=True),
        sa.Column("code_until", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["core_staff.id"], name="fk_work_order_reminder_staff_id_core_staff", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_work_order_reminder_user_id_identity_user"),
        sa.PrimaryKeyConstraint("staff_id", name="pk_work_order_reminder"),
        sa.UniqueConstraint("code", name="uq_work_order_reminder_code"),
    )
    op.create_index("ix_work_order_reminder_user_id", "work_order_reminder", ["user_id"])
    op.create_table(
        "work_order_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=80), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("done_by", sa.Integer(), nullable=True),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["done_by"], ["core_staff.id"], name="fk_work_order_check_done_by_core_staff"),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["work_order_order.id"],
            name="fk_work_order_check_order_id_work_order_order",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_work_order_check"),
        sa.UniqueConstraint("order_id", "position", name="uq_work_order_check_order_id_position"),
    )
    op.create_table(
        "work_order_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=30), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["work_order_order.id"],
            name="fk_work_order_comment_order_id_work_order_order",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_work_order_comment"),
    )
    op.create_index("ix_work_order_comment_order_id", "work_order_comment", ["order_id"])
    op.create_table(
        "work_order_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("text", sa.String(length=60), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("sku_id", sa.Integer(), nullable=True),
        sa.Column("cost_fen", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("(kind = 'labour') = (minutes > 0)", name=op.f("ck_work_order_entry_minutes")),
        sa.CheckConstraint("(kind = 'part') = (quantity > 0)", name=op.f("ck_work_order_entry_quantity")),
        sa.CheckConstraint("kind IN ('extra', 'labour', 'part')", name=op.f("ck_work_order_entry_kind")),
        sa.CheckConstraint("cost_fen >= 0", name=op.f("ck_work_order_entry_cost")),
        sa.ForeignKeyConstraint(["added_by"], ["core_staff.id"], name="fk_work_order_entry_added_by_core_staff"),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["work_order_order.id"],
            name="fk_work_order_entry_order_id_work_order_order",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_work_order_entry"),
    )
    op.create_index("ix_work_order_entry_order_id", "work_order_entry", ["order_id"])
    op.create_table(
        "work_order_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(length=30), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["work_order_order.id"],
            name="fk_work_order_history_order_id_work_order_order",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_work_order_history"),
    )
    op.create_index("ix_work_order_history_order_id", "work_order_history", ["order_id"])
    op.create_table(
        "work_order_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("attempt", sa.String(length=64), nullable=False),
        sa.Column("asset", sa.String(length=40), nullable=False),
        sa.Column("asset_name", sa.String(length=60), nullable=False),
        sa.Column("description", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("(status = 'approved') = (order_id IS NOT NULL)", name=op.f("ck_work_order_request_order")),
        sa.CheckConstraint("status IN ('approved', 'refused', 'submitted')", name=op.f("ck_work_order_request_status")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["work_order_order.id"], name="fk_work_order_request_order_id_work_order_order"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_work_order_request_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_work_order_request"),
        sa.UniqueConstraint("attempt", name="uq_work_order_request_attempt"),
        sa.UniqueConstraint("code", name="uq_work_order_request_code"),
        sa.UniqueConstraint("order_id", name="uq_work_order_request_order_id"),
    )
    op.create_index("ix_work_order_request_asset", "work_order_request", ["asset"])
    op.create_index("ix_work_order_request_status", "work_order_request", ["status", "id"])
    op.create_index("ix_work_order_request_user_id", "work_order_request", ["user_id"])
    op.create_table(
        "work_order_picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('photo', 'signature')", name=op.f("ck_work_order_picture_kind")),
        sa.ForeignKeyConstraint(["added_by"], ["core_staff.id"], name="fk_work_order_picture_added_by_core_staff"),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["work_order_order.id"],
            name="fk_work_order_picture_order_id_work_order_order",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["work_order_request.id"],
            name="fk_work_order_picture_request_id_work_order_request",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_work_order_picture"),
        sa.UniqueConstraint("key", name="uq_work_order_picture_key"),
    )
    op.create_index("ix_work_order_picture_created_at", "work_order_picture", ["created_at"])
    op.create_index("ix_work_order_picture_order_id", "work_order_picture", ["order_id"])
    op.create_index("ix_work_order_picture_request_id", "work_order_picture", ["request_id"])


def downgrade() -> None:
    for table in ("picture", "request", "history", "entry", "comment", "check", "reminder", "order"):
        op.drop_table(f"work_order_{table}")
