"""flash sale"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "flash_sale_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("flash_sale",)
depends_on: str | Sequence[str] | None = ("order_0001",)


def upgrade() -> None:
    op.create_table(
        "flash_sale_sale",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=20), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_flash_sale_sale_period")),
        sa.CheckConstraint("status IN ('draft', 'published', 'closed')", name=op.f("ck_flash_sale_sale_status")),
        sa.PrimaryKeyConstraint("id", name="pk_flash_sale_sale"),
    )
    op.create_index("ix_flash_sale_sale_shown", "flash_sale_sale", ["status", "ends_at"])
    op.create_table(
        "flash_sale_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sale_id", sa.Integer(), nullable=False),
        sa.Column("sku_id", sa.Integer(), nullable=False),
        sa.Column("price_fen", sa.Integer(), nullable=False),
        sa.Column("stock", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("per_user_limit", sa.Integer(), nullable=False),
        sa.CheckConstraint("per_user_limit > 0", name=op.f("ck_flash_sale_item_per_user_limit")),
        sa.CheckConstraint("price_fen > 0", name=op.f("ck_flash_sale_item_price")),
        sa.CheckConstraint("taken >= 0 AND taken <= stock", name=op.f("ck_flash_sale_item_taken")),
        sa.ForeignKeyConstraint(
            ["sale_id"], ["flash_sale_sale.id"], name="fk_flash_sale_item_sale_id_flash_sale_sale", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sku_id"], ["catalog_sku.id"], name="fk_flash_sale_item_sku_id_catalog_sku"),
        sa.PrimaryKeyConstraint("id", name="pk_flash_sale_item"),
        sa.UniqueConstraint("sale_id", "sku_id", name="uq_flash_sale_item_sale_id_sku_id"),
    )
    op.create_index("ix_flash_sale_item_sku_id", "flash_sale_item", ["sku_id"])
    op.create_table(
        "flash_sale_share",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.CheckConstraint("pieces >= 0", name=op.f("ck_flash_sale_share_pieces")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["flash_sale_item.id"], name="fk_flash_sale_share_item_id_flash_sale_item"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_flash_sale_share_user_id_identity_user"),
        sa.PrimaryKeyConstraint("item_id", "user_id", name="pk_flash_sale_share"),
    )
    op.create_index("ix_flash_sale_share_user_id", "flash_sale_share", ["user_id"])
    op.create_table(
        "flash_sale_take",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_flash_sale_take_quantity")),
        sa.CheckConstraint("status IN ('held', 'sold', 'released')", name=op.f("ck_flash_sale_take_status")),
        sa.ForeignKeyConstraint(["item_id"], ["flash_sale_item.id"], name="fk_flash_sale_take_item_id_flash_sale_item"),
        sa.ForeignKeyConstraint(["order_id"], ["order_order.id"], name="fk_flash_sale_take_order_id_order_order"),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_flash_sale_take_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_flash_sale_take"),
        sa.UniqueConstraint("order_id", "item_id", name="uq_flash_sale_take_order_id_item_id"),
    )
    op.create_index("ix_flash_sale_take_item_id", "flash_sale_take", ["item_id"])
    op.create_index("ix_flash_sale_take_user_id", "flash_sale_take", ["user_id"])


def downgrade() -> None:
    op.drop_table("flash_sale_take")
    op.drop_table("flash_sale_share")
    op.drop_table("flash_sale_item")
    op.drop_table("flash_sale_sale")
