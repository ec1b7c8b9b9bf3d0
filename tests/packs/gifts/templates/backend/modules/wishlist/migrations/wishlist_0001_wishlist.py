"""The wish list."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "wishlist_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("wishlist",)
depends_on: str | Sequence[str] | None = ("identity_0001", "catalog_0001")


def upgrade() -> None:
    op.create_table(
        "wishlist_wish",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("spu_id", sa.Integer(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["spu_id"], ["catalog_spu.id"], name="fk_wishlist_wish_spu_id_catalog_spu"),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_wishlist_wish_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_wishlist_wish"),
        sa.UniqueConstraint("user_id", "spu_id", name="uq_wishlist_wish_user_id_spu_id"),
    )
    op.create_index("ix_wishlist_wish_added_at", "wishlist_wish", ["added_at"])
    op.create_index("ix_wishlist_wish_spu_id", "wishlist_wish", ["spu_id"])


def downgrade() -> None:
    op.drop_table("wishlist_wish")
