"""group buy"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "group_buy_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("group_buy",)
depends_on: str | Sequence[str] | None = ("order_0001",)

_LIVE = sa.text("status IN ('reserved', 'paid')")


def upgrade() -> None:
    op.create_table(
        "group_buy_activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("spu_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=20), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("max_quantity", sa.Integer(), nullable=False),
        sa.Column("per_user_limit", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_group_buy_activity_period")),
        sa.CheckConstraint("status IN ('draft', 'published', 'closed')", name=op.f("ck_group_buy_activity_status")),
        sa.CheckConstraint("size >= 2 AND hours > 0", name=op.f("ck_group_buy_activity_size")),
        sa.CheckConstraint("per_user_limit > 0 AND max_quantity > 0", name=op.f("ck_group_buy_activity_limits")),
        sa.ForeignKeyConstraint(["spu_id"], ["catalog_spu.id"], name="fk_group_buy_activity_spu_id_catalog_spu"),
        sa.PrimaryKeyConstraint("id", name="pk_group_buy_activity"),
    )
    op.create_index("ix_group_buy_activity_shown", "group_buy_activity", ["status", "ends_at"])
    op.create_index("ix_group_buy_activity_spu_id", "group_buy_activity", ["spu_id"])
    op.create_table(
        "group_buy_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("sku_id", sa.Integer(), nullable=False),
        sa.Column("price_fen", sa.Integer(), nullable=False),
        sa.CheckConstraint("price_fen > 0", name=op.f("ck_group_buy_item_price")),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["group_buy_activity.id"],
            name="fk_group_buy_item_activity_id_group_buy_activity",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["sku_id"], ["catalog_sku.id"], name="fk_group_buy_item_sku_id_catalog_sku"),
        sa.PrimaryKeyConstraint("id", name="pk_group_buy_item"),
        sa.UniqueConstraint("activity_id", "sku_id", name="uq_group_buy_item_activity_id_sku_id"),
    )
    op.create_index("ix_group_buy_item_sku_id", "group_buy_item", ["sku_id"])
    op.create_table(
        "group_buy_share",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.CheckConstraint("orders >= 0", name=op.f("ck_group_buy_share_orders")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["group_buy_activity.id"], name="fk_group_buy_share_activity_id_group_buy_activity"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_group_buy_share_user_id_identity_user"),
        sa.PrimaryKeyConstraint("activity_id", "user_id", name="pk_group_buy_share"),
    )
    op.create_index("ix_group_buy_share_user_id", "group_buy_share", ["user_id"])
    op.create_table(
        "group_buy_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("head_user_id", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("seats_taken", sa.Integer(), nullable=False),
        sa.Column("paid_count", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "status IN ('opening', 'forming', 'success', 'failed')", name=op.f("ck_group_buy_group_status")
        ),
        sa.CheckConstraint(
            "paid_count >= 0 AND paid_count <= seats_taken AND seats_taken <= size",
            name=op.f("ck_group_buy_group_seats"),
        ),
        sa.CheckConstraint("status <> 'success' OR paid_count = size", name=op.f("ck_group_buy_group_complete")),
        sa.CheckConstraint(
            "status NOT IN ('forming', 'success') OR expires_at IS NOT NULL", name=op.f("ck_group_buy_group_expires_at")
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["group_buy_activity.id"], name="fk_group_buy_group_activity_id_group_buy_activity"
        ),
        sa.ForeignKeyConstraint(
            ["head_user_id"], ["identity_user.id"], name="fk_group_buy_group_head_user_id_identity_user"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_group_buy_group"),
        sa.UniqueConstraint("code", name="uq_group_buy_group_code"),
    )
    op.create_index("ix_group_buy_group_activity", "group_buy_group", ["activity_id", "status", "id"])
    op.create_index("ix_group_buy_group_head_user_id", "group_buy_group", ["head_user_id"])
    op.create_table(
        "group_buy_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("joined_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "status IN ('reserved', 'paid', 'left', 'refunded')", name=op.f("ck_group_buy_member_status")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["group_buy_group.id"], name="fk_group_buy_member_group_id_group_buy_group"
        ),
        sa.ForeignKeyConstraint(["order_id"], ["order_order.id"], name="fk_group_buy_member_order_id_order_order"),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_group_buy_member_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_group_buy_member"),
        sa.UniqueConstraint("order_id", name="uq_group_buy_member_order_id"),
    )
    op.create_index("ix_group_buy_member_group_id", "group_buy_member", ["group_id"])
    op.create_index("ix_group_buy_member_user_id", "group_buy_member", ["user_id"])
    op.create_index(
        "uq_group_buy_member_live",
        "group_buy_member",
        ["group_id", "user_id"],
        unique=True,
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    )


def downgrade() -> None:
    op.drop_table("group_buy_member")
    op.drop_table("group_buy_group")
    op.drop_table("group_buy_share")
    op.drop_table("group_buy_item")
    op.drop_table("group_buy_activity")
