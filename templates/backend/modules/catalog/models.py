"""What is for sale. An SPU is a product as customers see it ("龙井"), an SKU a variant that is bought ("龙井 100g").

Prices are fen. Pictures are names for `media_url`. Nothing that was ever for sale is deleted: carts, orders and stock
point at it.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypedDict

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base


class Spec(TypedDict):
    """One property that variants differ in: {"name": "规格", "values": ["50g", "100g"]}."""

    name: str
    values: list[str]


def spec_hash(specs: Mapping[str, str]) -> str:
    """The same for the same combination of values, in whatever order."""
    return hashlib.sha256(json.dumps(specs, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:32]


class Category(Base):
    """Two levels: one with a parent has no children, which holds because a category keeps its parent for ever."""

    __tablename__ = "catalog_category"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(sa.String(40), unique=True)
    """The merchant's own short name, for imports and for the home page's settings."""
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("catalog_category.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(20))
    icon: Mapped[str | None] = mapped_column(sa.String(80))
    position: Mapped[int] = mapped_column(default=0)


class Spu(Base):
    __tablename__ = "catalog_spu"
    __table_args__ = (
        sa.CheckConstraint("price_fen > 0", name="price"),
        sa.CheckConstraint("sold_count >= 0", name="sold_count"),
        sa.Index("ix_catalog_spu_position", "on_sale", "position", "id"),
        sa.Index("ix_catalog_spu_sold_count", "on_sale", "sold_count", "id"),
        sa.Index("ix_catalog_spu_price_fen", "on_sale", "price_fen", "id"),
        sa.Index("ix_catalog_spu_newest", "on_sale", "id"),
        sa.Index("ix_catalog_spu_category_position", "category_id", "on_sale", "position", "id"),
        sa.Index("ix_catalog_spu_category_sold_count", "category_id", "on_sale", "sold_count", "id"),
        sa.Index("ix_catalog_spu_category_price_fen", "category_id", "on_sale", "price_fen", "id"),
        sa.Index("ix_catalog_spu_category_newest", "category_id", "on_sale", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(sa.String(40), unique=True)
    category_id: Mapped[int] = mapped_column(sa.ForeignKey("catalog_category.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(60))
    subtitle: Mapped[str] = mapped_column(sa.String(100), default="")
    description: Mapped[str] = mapped_column(sa.Text, default="")
    pictures: Mapped[list[Any]] = mapped_column(default=list)
    """The first one is the cover."""
    specs: Mapped[list[Any]] = mapped_column(default=list)
    """`Spec`s in the order in which customers choose; empty for a product with one SKU."""
    price_fen: Mapped[int]
    """The lowest price among the active SKUs, and `original_price_fen` that SKU's: what lists show and sort by."""
    original_price_fen: Mapped[int | None]
    on_sale: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    sold_count: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    """Raised by every edit; an edit that started from an older one is refused."""
    search_name: Mapped[str] = mapped_column(sa.Text, default="")
    search_pinyin: Mapped[str] = mapped_column(sa.Text, default="")
    search_text: Mapped[str] = mapped_column(sa.Text, default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    """When it first went on sale: until then only staff see it, afterwards its page stays."""

    @property
    def cover(self) -> str | None:
        return self.pictures[0] if self.pictures else None


class SpuTerms(Base):
    """What a product is found by, in a table of its own: prices and what was sold change often, and indexes with them.

    PostgreSQL's index is below; on SQLite it is the table `catalog_spu_fts`, which triggers keep up to date.
    """

    __tablename__ = "catalog_spu_terms"
    __table_args__ = (
        sa.Index("ix_catalog_spu_terms_terms", "terms", postgresql_using="gin").ddl_if(dialect="postgresql"),
    )

    spu_id: Mapped[int] = mapped_column(sa.ForeignKey("catalog_spu.id"), primary_key=True, autoincrement=False)
    on_sale: Mapped[bool]
    terms: Mapped[str] = mapped_column(sa.Text().with_variant(TSVECTOR(), "postgresql"))
    """See `terms.of`."""


class Sku(Base):
    """`active` is False for a variant that is no longer made; its code may be used again."""

    __tablename__ = "catalog_sku"
    __table_args__ = (
        sa.UniqueConstraint("spu_id", "spec_hash"),
        sa.CheckConstraint("price_fen > 0", name="price"),
        sa.CheckConstraint("original_price_fen >= price_fen", name="original_price"),
        sa.CheckConstraint("weight_g >= 0", name="weight"),
        sa.Index(
            "uq_catalog_sku_code",
            "code",
            unique=True,
            sqlite_where=sa.text("active"),
            postgresql_where=sa.text("active"),
        ),
        sa.Index(
            "ix_catalog_sku_retired",
            "code",
            sqlite_where=sa.text("active = 0"),
            postgresql_where=sa.text("NOT active"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    spu_id: Mapped[int] = mapped_column(sa.ForeignKey("catalog_spu.id"))
    code: Mapped[str] = mapped_column(sa.String(40))
    specs: Mapped[dict[str, Any]]
    """The value of each of the product's specs: {"规格": "100g"}."""
    spec_hash: Mapped[str] = mapped_column(sa.String(32))
    price_fen: Mapped[int]
    original_price_fen: Mapped[int | None]
    weight_g: Mapped[int] = mapped_column(default=0)
    """With its packing, for whoever sends it; 0 when nobody weighed it."""
    picture: Mapped[str | None] = mapped_column(sa.String(80))
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)

    @property
    def specs_text(self) -> str:
        return " / ".join(self.specs.values())


class Banner(Base):
    """A picture on the home page that leads to a product, to a category or nowhere."""

    __tablename__ = "catalog_banner"
    __table_args__ = (sa.CheckConstraint("spu_id IS NULL OR category_id IS NULL", name="one_link"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(sa.String(30))
    subtitle: Mapped[str] = mapped_column(sa.String(60), default="")
    picture: Mapped[str] = mapped_column(sa.String(80))
    spu_id: Mapped[int | None] = mapped_column(sa.ForeignKey("catalog_spu.id"))
    category_id: Mapped[int | None] = mapped_column(sa.ForeignKey("catalog_category.id"))
    position: Mapped[int] = mapped_column(default=0)
    shown: Mapped[bool] = mapped_column(default=True)
