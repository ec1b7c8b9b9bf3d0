"""Messages, consents and their ledger, daily counts, and what customers do not want."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "messaging_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("messaging",)
depends_on: str | Sequence[str] | None = ("identity_0001",)


def upgrade() -> None:
    op.create_table(
        "messaging_notification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(length=81), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("template_id", sa.String(length=64), nullable=True),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("errcode", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("inbox_at", UtcDateTime(), nullable=True),
        sa.Column("read_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["identity_user.id"], name="fk_messaging_notification_user_id_identity_user"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_messaging_notification"),
        sa.UniqueConstraint("user_id", "message", "key", name="uq_messaging_notification_user_id_message_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_messaging_notification_created_at", "messaging_notification", ["created_at"])
    op.create_index("ix_messaging_notification_inbox", "messaging_notification", ["user_id", "inbox_at"])
    op.create_index("ix_messaging_notification_status", "messaging_notification", ["status", "id"])
    op.create_table(
        "messaging_quota",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.String(length=64), nullable=False),
        sa.Column("remaining", sa.Integer(), nullable=False),
        sa.CheckConstraint("remaining >= 0", name=op.f("ck_messaging_quota_remaining")),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_messaging_quota_user_id_identity_user"),
        sa.PrimaryKeyConstraint("user_id", "template_id", name="pk_messaging_quota"),
    )
    op.create_table(
        "messaging_quota_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.String(length=64), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=190), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["identity_user.id"], name="fk_messaging_quota_move_user_id_identity_user"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_messaging_quota_move"),
        sa.UniqueConstraint("key", name="uq_messaging_quota_move_key"),
    )
    op.create_index("ix_messaging_quota_move_user", "messaging_quota_move", ["user_id", "template_id", "id"])
    op.create_table(
        "messaging_daily",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_messaging_daily_user_id_identity_user"),
        sa.PrimaryKeyConstraint("user_id", "day", "kind", name="pk_messaging_daily"),
    )
    op.create_table(
        "messaging_opt_out",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(length=81), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_messaging_opt_out_user_id_identity_user"),
        sa.PrimaryKeyConstraint("user_id", "message", name="pk_messaging_opt_out"),
    )


def downgrade() -> None:
    op.drop_table("messaging_opt_out")
    op.drop_table("messaging_daily")
    op.drop_table("messaging_quota_move")
    op.drop_table("messaging_quota")
    op.drop_table("messaging_notification")
