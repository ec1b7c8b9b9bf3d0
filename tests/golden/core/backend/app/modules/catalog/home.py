"""The catalogue's blocks of the home page."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.media import media_url
from app.core.pagination import PageQuery
from app.modules.catalog import service
from app.modules.catalog.models import Banner, Category, Spu

PRODUCTS_SHOWN = 10


class Banners:
    name = "banner"

    async def load(self, session: AsyncSession, options: Mapping[str, Any]) -> dict[str, Any]:
        del options
        statement = (
            sa.select(Banner, Spu.on_sale)
            .outerjoin(Spu, Spu.id == Banner.spu_id)
            .where(Banner.shown)
            .order_by(Banner.position, Banner.id)
        )
        rows = await session.execute(statement)
        return {
            "items": [
                {
                    "id": banner.id,
                    "title": banner.title,
                    "subtitle": banner.subtitle,
                    "image_url": media_url(banner.picture),
                    "link": _link(banner, on_sale=bool(on_sale)),
                }
                for banner, on_sale in rows
            ]
        }


def _link(banner: Banner, *, on_sale: bool) -> dict[str, Any]:
    """Where a tap leads: nowhere when the product is not on sale any more."""
    if banner.spu_id and on_sale:
        return {"kind": "spu", "id": banner.spu_id}
    if banner.category_id:
        return {"kind": "category", "id": banner.category_id}
    return {"kind": "none", "id": None}


class Categories:
    name = "categories"

    async def load(self, session: AsyncSession, options: Mapping[str, Any]) -> dict[str, Any]:
        del options
        top = [row for row in await service.categories(session) if row.parent_id is None]
        return {"items": [{"id": row.id, "name": row.name, "icon_url": row.icon_url} for row in top]}


class Products:
    """`category` (a name or a code) narrows them, `title` stands above, `limit` says how many, `sort` which ones."""

    name = "products"

    async def load(self, session: AsyncSession, options: Mapping[str, Any]) -> dict[str, Any]:
        wanted = options.get("category")
        category = await _category(session, wanted) if wanted else None
        title = options.get("title") or (category.name if category else wanted or "全部商品")
        if wanted and category is None:
            return {"title": title, "category_id": None, "items": []}
        category_id = category.id if category else None
        shown = PageQuery(None, options.get("limit", PRODUCTS_SHOWN))
        page = await service.spu_page(session, shown, category_id=category_id, sort=options.get("sort", "default"))
        return {"title": title, "category_id": category_id, "items": [card.model_dump() for card in page.items]}


async def _category(session: AsyncSession, wanted: str) -> Category | None:
    named = sa.or_(Category.name == wanted, Category.code == wanted)
    return await session.scalar(sa.select(Category).where(named).order_by(Category.position, Category.id).limit(1))
