"""Indexes in every order in which products are listed, of all and of a category."""

from collections.abc import Sequence

from alembic import op

revision: str = "catalog_0002"
down_revision: str | None = "catalog_0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_index("ix_catalog_spu_newest", "catalog_spu", ["on_sale", "id"])
    op.create_index("ix_catalog_spu_category_newest", "catalog_spu", ["category_id", "on_sale", "id"])
    op.create_index("ix_catalog_spu_category_position", "catalog_spu", ["category_id", "on_sale", "position", "id"])
    op.create_index("ix_catalog_spu_category_price_fen", "catalog_spu", ["category_id", "on_sale", "price_fen", "id"])
    op.create_index("ix_catalog_spu_category_sold_count", "catalog_spu", ["category_id", "on_sale", "sold_count", "id"])


def downgrade() -> None:
    op.drop_index("ix_catalog_spu_category_sold_count", "catalog_spu")
    op.drop_index("ix_catalog_spu_category_price_fen", "catalog_spu")
    op.drop_index("ix_catalog_spu_category_position", "catalog_spu")
    op.drop_index("ix_catalog_spu_category_newest", "catalog_spu")
    op.drop_index("ix_catalog_spu_newest", "catalog_spu")
