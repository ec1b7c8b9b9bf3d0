"""bargain"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "bargain_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("bargain",)
depends_on: str | Sequence[str] | None = ("order_0001",)

_OPEN = sa.text("status = 'bargaining'")


def upgrade() -> None:
    op.create_table(
        "bargain_activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sku_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=20), nullable=False),
        sa.Column("floor_fen", sa.Integer(), nullable=False),
        sa.Column("helps", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("stock", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("per_user_limit", sa.Integer(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_bargain_activity_period")),
        sa.CheckConstraint("status IN ('draft', 'published', 'closed')", name=op.f("ck_bargain_activity_status")),
        sa.CheckConstraint("taken >= 0 AND taken <= stock", name=op.f("ck_bargain_activity_taken")),
        sa.CheckConstraint(
            "floor_fen > 0 AND helps > 0 AND hours > 0 AND per_user_limit > 0", name=op.f("ck_bargain_activity_terms")
        ),
        sa.ForeignKeyConstraint(["sku_id"], ["catalog_sku.id"], name="fk_bargain_activity_sku_id_catalog_sku"),
        sa.PrimaryKeyConstraint("id", name="pk_bargain_activity"),
    )
    op.create_index("ix_bargain_activity_shown", "bargain_activity", ["status", "ends_at"])
    op.create_index("ix_bargain_activity_sku_id", "bargain_activity", ["sku_id"])
    op.create_table(
        "bargain_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("start_fen", sa.Integer(), nullable=False),
        sa.Column("floor_fen", sa.Integer(), nullable=False),
        sa.Column("helps", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=16), nullable=False),
        sa.Column("cuts", sa.Integer(), nullable=False),
        sa.Column("cut_fen", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("status <> 'bought' OR order_id IS NOT NULL", name=op.f("ck_bargain_record_bought")),
        sa.CheckConstraint("cuts >= 0 AND cuts <= helps", name=op.f("ck_bargain_record_cuts")),
        sa.CheckConstraint("cut_fen >= 0 AND start_fen - cut_fen >= floor_fen", name=op.f("ck_bargain_record_floor")),
        sa.CheckConstraint(
            "status IN ('bargaining', 'success', 'bought', 'failed')", name=op.f("ck_bargain_record_status")
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["bargain_activity.id"], name="fk_bargain_record_activity_id_bargain_activity"
        ),
        sa.ForeignKeyConstraint(["order_id"], ["order_order.id"], name="fk_bargain_record_order_id_order_order"),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_bargain_record_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_bargain_record"),
        sa.UniqueConstraint("activity_id", "user_id", "slot", name="uq_bargain_record_activity_id_user_id_slot"),
        sa.UniqueConstraint("code", name="uq_bargain_record_code"),
        sa.UniqueConstraint("order_id", name="uq_bargain_record_order_id"),
    )
    op.create_index("ix_bargain_record_activity", "bargain_record", ["activity_id", "status", "id"])
    op.create_index("ix_bargain_record_user_id", "bargain_record", ["user_id"])
    op.create_index(
        "uq_bargain_record_open",
        "bargain_record",
        ["activity_id", "user_id"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_table(
        "bargain_help",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("cut_fen", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("cut_fen >= 0", name=op.f("ck_bargain_help_cut")),
        sa.ForeignKeyConstraint(["helper_id"], ["identity_user.id"], name="fk_bargain_help_helper_id_identity_user"),
        sa.ForeignKeyConstraint(["record_id"], ["bargain_record.id"], name="fk_bargain_help_record_id_bargain_record"),
        sa.PrimaryKeyConstraint("id", name="pk_bargain_help"),
        sa.UniqueConstraint("record_id", "helper_id", name="uq_bargain_help_record_id_helper_id"),
    )
    op.create_index("ix_bargain_help_helper_id", "bargain_help", ["helper_id"])
    op.create_table(
        "bargain_day",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("helps", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_bargain_day_user_id_identity_user"),
        sa.PrimaryKeyConstraint("user_id", "day", name="pk_bargain_day"),
    )


def downgrade() -> None:
    op.drop_table("bargain_day")
    op.drop_table("bargain_help")
    op.drop_table("bargain_record")
    op.drop_table("bargain_activity")
