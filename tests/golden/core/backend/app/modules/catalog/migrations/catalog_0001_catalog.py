"""Categories, products with their SKUs, banners."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "catalog_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("catalog",)
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "catalog_category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("icon", sa.String(length=80), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["catalog_category.id"], name="fk_catalog_category_parent_id_catalog_category"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_catalog_category"),
        sa.UniqueConstraint("code", name="uq_catalog_category_code"),
    )
    op.create_index("ix_catalog_category_parent_id", "catalog_category", ["parent_id"])
    op.create_table(
        "catalog_spu",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("subtitle", sa.String(length=100), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("pictures", sa.JSON(), nullable=False),
        sa.Column("specs", sa.JSON(), nullable=False),
        sa.Column("price_fen", sa.Integer(), nullable=False),
        sa.Column("original_price_fen", sa.Integer(), nullable=True),
        sa.Column("on_sale", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sold_count", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("search_name", sa.Text(), nullable=False),
        sa.Column("search_pinyin", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("price_fen > 0", name=op.f("ck_catalog_spu_price")),
        sa.CheckConstraint("sold_count >= 0", name=op.f("ck_catalog_spu_sold_count")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["catalog_category.id"], name="fk_catalog_spu_category_id_catalog_category"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_catalog_spu"),
        sa.UniqueConstraint("code", name="uq_catalog_spu_code"),
    )
    op.create_index("ix_catalog_spu_category_id", "catalog_spu", ["category_id"])
    op.create_index("ix_catalog_spu_position", "catalog_spu", ["on_sale", "position", "id"])
    op.create_index("ix_catalog_spu_price_fen", "catalog_spu", ["on_sale", "price_fen", "id"])
    op.create_index("ix_catalog_spu_sold_count", "catalog_spu", ["on_sale", "sold_count", "id"])
    op.create_table(
        "catalog_banner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=30), nullable=False),
        sa.Column("subtitle", sa.String(length=60), nullable=False),
        sa.Column("picture", sa.String(length=80), nullable=False),
        sa.Column("spu_id", sa.Integer(), nullable=True),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.CheckConstraint("spu_id IS NULL OR category_id IS NULL", name=op.f("ck_catalog_banner_one_link")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["catalog_category.id"], name="fk_catalog_banner_category_id_catalog_category"
        ),
        sa.ForeignKeyConstraint(["spu_id"], ["catalog_spu.id"], name="fk_catalog_banner_spu_id_catalog_spu"),
        sa.PrimaryKeyConstraint("id", name="pk_catalog_banner"),
    )
    op.create_table(
        "catalog_sku",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("spu_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("specs", sa.JSON(), nullable=False),
        sa.Column("spec_hash", sa.String(length=32), nullable=False),
        sa.Column("price_fen", sa.Integer(), nullable=False),
        sa.Column("original_price_fen", sa.Integer(), nullable=True),
        sa.Column("weight_g", sa.Integer(), nullable=False),
        sa.Column("picture", sa.String(length=80), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("original_price_fen >= price_fen", name=op.f("ck_catalog_sku_original_price")),
        sa.CheckConstraint("weight_g >= 0", name=op.f("ck_catalog_sku_weight")),
        sa.CheckConstraint("price_fen > 0", name=op.f("ck_catalog_sku_price")),
        sa.ForeignKeyConstraint(["spu_id"], ["catalog_spu.id"], name="fk_catalog_sku_spu_id_catalog_spu"),
        sa.PrimaryKeyConstraint("id", name="pk_catalog_sku"),
        sa.UniqueConstraint("spu_id", "spec_hash", name="uq_catalog_sku_spu_id_spec_hash"),
    )
    op.create_index(
        "uq_catalog_sku_code",
        "catalog_sku",
        ["code"],
        unique=True,
        sqlite_where=sa.text("active"),
        postgresql_where=sa.text("active"),
    )


def downgrade() -> None:
    op.drop_table("catalog_sku")
    op.drop_table("catalog_banner")
    op.drop_table("catalog_spu")
    op.drop_table("catalog_category")
