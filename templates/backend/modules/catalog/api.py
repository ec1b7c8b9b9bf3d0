"""The catalogue's public face."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.core.media import media_url
from app.modules.catalog import repository, search
from app.modules.catalog.errors import SkuNotFound
from app.modules.catalog.kept import keep_category, keep_product, show_product
from app.modules.catalog.models import Category, Sku, Spu
from app.modules.catalog.schemas import PriceIn, SkuIn, SpecIn, SpuIn

__all__ = [
    "PriceIn",
    "SkuIn",
    "SkuInfo",
    "SkuNotFound",
    "SpecIn",
    "SpuIn",
    "categories_of",
    "category_codes",
    "category_tree",
    "keep_category",
    "keep_product",
    "show_product",
    "sku_ids_by_code",
    "skus_by_id",
    "skus_found",
    "skus_on_sale",
    "spu_names",
]


@dataclass(frozen=True)
class SkuInfo:
    """A SKU as it is now: `picture` its own or the product's cover, `on_sale` whether it can be bought."""

    sku_id: int
    spu_id: int
    category_id: int
    code: str
    name: str
    specs_text: str
    picture: str | None
    image_url: str | None
    price_fen: int
    original_price_fen: int | None
    on_sale: bool
    weight_g: int = 0

    @property
    def full_name(self) -> str:
        """`西湖龙井 100g`: the product and which of its variants."""
        return " ".join(part for part in (self.name, self.specs_text) if part)


async def skus_by_id(session: AsyncSession, sku_ids: Collection[int]) -> dict[int, SkuInfo]:
    """What is known of each SKU, those not for sale included; ids that never were are left out."""
    return {
        sku.id: SkuInfo(
            sku_id=sku.id,
            spu_id=spu.id,
            category_id=spu.category_id,
            code=sku.code,
            name=spu.name,
            specs_text=sku.specs_text,
            picture=(picture := sku.picture or spu.cover),
            image_url=media_url(picture) if picture else None,
            price_fen=sku.price_fen,
            original_price_fen=sku.original_price_fen,
            on_sale=sku.active and spu.on_sale,
            weight_g=sku.weight_g,
        )
        for sku, spu in await repository.skus_with_spus(session, sku_ids)
    }


async def sku_ids_by_code(session: AsyncSession, codes: Collection[str]) -> dict[str, int]:
    """The active SKU of each code; unknown codes are left out."""
    rows = await session.execute(sa.select(Sku.code, Sku.id).where(Sku.active, Sku.code.in_(codes)))
    return dict(rows.all())


@dataclass(frozen=True)
class CategoryInfo:
    id: int
    name: str
    parent_id: int | None
    code: str | None


async def category_tree(session: AsyncSession) -> list[CategoryInfo]:
    """Every category, each followed by those below it, as customers see them."""
    rows = [CategoryInfo(row.id, row.name, row.parent_id, row.code) for row in await repository.categories(session)]
    return [
        row for top in rows if top.parent_id is None for row in (top, *(low for low in rows if low.parent_id == top.id))
    ]


async def categories_of(session: AsyncSession, spu_id: int) -> list[int]:
    """The product's category and the one above it; none for an id that never was."""
    statement = sa.select(Category.id, Category.parent_id).join(Spu, Spu.category_id == Category.id)
    row = (await session.execute(statement.where(Spu.id == spu_id))).first()
    return [one for one in row or () if one is not None]


async def category_codes(session: AsyncSession, spu_ids: Collection[int]) -> dict[int, set[str]]:
    """The codes of each product's category and of the one above it; categories without a code are left out."""
    above = aliased(Category)
    rows = await session.execute(
        sa.select(Spu.id, Category.code, above.code)
        .join(Category, Category.id == Spu.category_id)
        .outerjoin(above, above.id == Category.parent_id)
        .where(Spu.id.in_(spu_ids))
    )
    return {spu_id: {code for code in codes if code} for spu_id, *codes in rows.all()}


async def spu_names(session: AsyncSession, spu_ids: Collection[int] | None = None) -> dict[int, str]:
    """The names of these products, on sale or not, or of everything on sale; ids that never were are left out."""
    statement = sa.select(Spu.id, Spu.name).order_by(Spu.position, Spu.id)
    wanted = Spu.on_sale if spu_ids is None else Spu.id.in_(spu_ids)
    return dict((await session.execute(statement.where(wanted))).all())


def skus_on_sale() -> sa.Select[int]:
    """The ids of all SKUs that can be bought, for a condition: `.where(StockRow.sku_id.in_(skus_on_sale()))`."""
    return sa.select(Sku.id).join(Spu, Spu.id == Sku.spu_id).where(Sku.active, Spu.on_sale)


def skus_found(text: str) -> sa.CompoundSelect[int]:
    """The ids of all SKUs, on sale or not, with this in their code or found by it as customers search."""
    products = sa.select(Spu.id).where(search.found(search.pieces(text)))
    of_products = sa.select(Sku.id).where(Sku.spu_id.in_(products))
    retired = sa.select(Sku.id).where(~Sku.active, Sku.code.contains(text, autoescape=True))
    return sa.union(of_products, retired)  # the codes of all others are among what products are found by
