"""The cart."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "cart_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("cart",)
depends_on: str | Sequence[str] | None = ("identity_0001", "catalog_0001")


def upgrade() -> None:
    op.create_table(
        "cart_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("sku_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("selected", sa.Boolean(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_cart_item_quantity")),
        sa.ForeignKeyConstraint(["sku_id"], ["catalog_sku.id"], name="fk_cart_item_sku_id_catalog_sku"),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_cart_item_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_cart_item"),
        sa.UniqueConstraint("user_id", "sku_id", name="uq_cart_item_user_id_sku_id"),
    )


def downgrade() -> None:
    op.drop_table("cart_item")
