"""order"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "order_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("order",)
depends_on: str | Sequence[str] | None = ("identity_0001", "catalog_0001")


def upgrade() -> None:
    op.create_table(
        "order_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_no", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("open_slot", sa.Integer(), nullable=True),
        sa.Column("goods_fen", sa.Integer(), nullable=False),
        sa.Column("discount_fen", sa.Integer(), nullable=False),
        sa.Column("freight_fen", sa.Integer(), nullable=False),
        sa.Column("payable_fen", sa.Integer(), nullable=False),
        sa.Column("refunded_fen", sa.Integer(), nullable=False),
        sa.Column("has_address", sa.Boolean(), nullable=False),
        sa.Column("address_name", sa.Text(), nullable=True),
        sa.Column("address_phone", sa.Text(), nullable=True),
        sa.Column("address_text", sa.Text(), nullable=True),
        sa.Column("remark", sa.String(length=200), nullable=False),
        sa.Column("cancel_reason", sa.String(length=20), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.Column("paid_at", UtcDateTime(), nullable=True),
        sa.Column("pay_no", sa.String(length=40), nullable=True),
        sa.Column("completed_at", UtcDateTime(), nullable=True),
        sa.Column("canceled_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "(open_slot IS NOT NULL) = (status = 'pending_payment')", name=op.f("ck_order_order_open_slot")
        ),
        sa.CheckConstraint("payable_fen = goods_fen - discount_fen + freight_fen", name=op.f("ck_order_order_payable")),
        sa.CheckConstraint(
            "payable_fen >= 0 AND goods_fen >= 0 AND freight_fen >= 0", name=op.f("ck_order_order_not_negative")
        ),
        sa.CheckConstraint("refunded_fen >= 0 AND refunded_fen <= payable_fen", name=op.f("ck_order_order_refunded")),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_order_order_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_order_order"),
        sa.UniqueConstraint("order_no", name="uq_order_order_order_no"),
        sa.UniqueConstraint("user_id", "open_slot", name="uq_order_order_user_id_open_slot"),
    )
    op.create_index("ix_order_order_status", "order_order", ["status", "id"])
    op.create_index("ix_order_order_user", "order_order", ["user_id", "status", "id"])

    op.create_table(
        "order_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(length=30), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["order_order.id"], name="fk_order_history_order_id_order_order", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_order_history"),
    )
    op.create_index("ix_order_history_order_id", "order_history", ["order_id"])

    op.create_table(
        "order_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("sku_id", sa.Integer(), nullable=False),
        sa.Column("spu_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("specs_text", sa.String(length=200), nullable=False),
        sa.Column("image_url", sa.String(length=300), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_fen", sa.Integer(), nullable=False),
        sa.Column("adjustments", sa.JSON(), nullable=False),
        sa.Column("total_fen", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_order_line_quantity")),
        sa.CheckConstraint("total_fen >= 0", name=op.f("ck_order_line_total")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["order_order.id"], name="fk_order_line_order_id_order_order", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sku_id"], ["catalog_sku.id"], name="fk_order_line_sku_id_catalog_sku"),
        sa.ForeignKeyConstraint(["spu_id"], ["catalog_spu.id"], name="fk_order_line_spu_id_catalog_spu"),
        sa.PrimaryKeyConstraint("id", name="pk_order_line"),
        sa.UniqueConstraint("order_id", "sku_id", name="uq_order_line_order_id_sku_id"),
    )


def downgrade() -> None:
    op.drop_table("order_line")
    op.drop_table("order_history")
    op.drop_table("order_order")
