"""presale"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "presale_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("presale",)
depends_on: str | Sequence[str] | None = ("order_0001",)


def upgrade() -> None:
    op.create_table(
        "presale_activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sku_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=20), nullable=False),
        sa.Column("price_fen", sa.Integer(), nullable=False),
        sa.Column("deposit_fen", sa.Integer(), nullable=False),
        sa.Column("stock", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("per_user_limit", sa.Integer(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("balance_from", UtcDateTime(), nullable=False),
        sa.Column("balance_until", UtcDateTime(), nullable=False),
        sa.Column("ships_at", UtcDateTime(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "deposit_fen > 0 AND deposit_fen * 5 <= price_fen", name=op.f("ck_presale_activity_deposit")
        ),
        sa.CheckConstraint(
            "starts_at < ends_at AND ends_at <= balance_until AND balance_from < balance_until",
            name=op.f("ck_presale_activity_period"),
        ),
        sa.CheckConstraint("per_user_limit > 0", name=op.f("ck_presale_activity_per_user_limit")),
        sa.CheckConstraint("status IN ('draft', 'published', 'closed')", name=op.f("ck_presale_activity_status")),
        sa.CheckConstraint("taken >= 0 AND taken <= stock", name=op.f("ck_presale_activity_taken")),
        sa.ForeignKeyConstraint(["sku_id"], ["catalog_sku.id"], name="fk_presale_activity_sku_id_catalog_sku"),
        sa.PrimaryKeyConstraint("id", name="pk_presale_activity"),
    )
    op.create_index("ix_presale_activity_shown", "presale_activity", ["status", "ends_at"])
    op.create_index("ix_presale_activity_sku_id", "presale_activity", ["sku_id"])
    op.create_table(
        "presale_share",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.CheckConstraint("pieces >= 0", name=op.f("ck_presale_share_pieces")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["presale_activity.id"], name="fk_presale_share_activity_id_presale_activity"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_presale_share_user_id_identity_user"),
        sa.PrimaryKeyConstraint("activity_id", "user_id", name="pk_presale_share"),
    )
    op.create_index("ix_presale_share_user_id", "presale_share", ["user_id"])
    op.create_table(
        "presale_booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("pay_no", sa.String(length=40), nullable=True),
        sa.Column("paid_at", UtcDateTime(), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("status <> 'completed' OR order_id IS NOT NULL", name=op.f("ck_presale_booking_completed")),
        sa.CheckConstraint(
            "status NOT IN ('booked', 'completed') OR pay_no IS NOT NULL", name=op.f("ck_presale_booking_deposit")
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_presale_booking_quantity")),
        sa.CheckConstraint(
            "status IN ('pending', 'booked', 'completed', 'canceled', 'refunded', 'forfeited')",
            name=op.f("ck_presale_booking_status"),
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["presale_activity.id"], name="fk_presale_booking_activity_id_presale_activity"
        ),
        sa.ForeignKeyConstraint(["order_id"], ["order_order.id"], name="fk_presale_booking_order_id_order_order"),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_presale_booking_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_presale_booking"),
        sa.UniqueConstraint("order_id", name="uq_presale_booking_order_id"),
    )
    op.create_index("ix_presale_booking_activity", "presale_booking", ["activity_id", "status", "id"])
    op.create_index("ix_presale_booking_user_id", "presale_booking", ["user_id"])


def downgrade() -> None:
    op.drop_table("presale_booking")
    op.drop_table("presale_share")
    op.drop_table("presale_activity")
