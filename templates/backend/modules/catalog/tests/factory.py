"""Products for tests, made as staff make them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count, product
from typing import Any

import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.catalog import categories, editing, repository
from app.modules.catalog.models import Category
from app.modules.catalog.schemas import NewCategory, SpuIn

PICTURE = f"ab/{'0' * 40}.png"
_numbers = count(1)


@dataclass(frozen=True)
class Made:
    """A product on sale; its SKUs in the order of their specs."""

    id: int
    category_id: int
    sku_ids: tuple[int, ...]

    @property
    def sku_id(self) -> int:
        return self.sku_ids[0]


def spu_body(category_id: int, **fields: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    """The body of POST /staff/spus: one SKU for ¥68 unless `fields` says otherwise."""
    skus = [{"code": f"TEA-{next(_numbers):06}", "price_fen": 6800}]
    return {"category_id": category_id, "name": "西湖龙井", "pictures": [PICTURE], "skus": skus, **fields}


async def category(database: Database, name: str = "绿茶", parent_id: int | None = None) -> int:
    """The id of the category with this name, which is made when it is not there."""
    async with database.begin() as session:
        known = await session.scalar(sa.select(Category.id).where(Category.name == name))
        if known is not None:
            return known
        return (await categories.create_category(session, SYSTEM, NewCategory(name=name, parent_id=parent_id))).id


async def spu(
    database: Database,
    name: str = "西湖龙井",
    *,
    category_name: str = "绿茶",
    price_fen: int = 6800,
    specs: Mapping[str, list[str]] | None = None,
    on_sale: bool = True,
    **fields: Any,  # noqa: ANN401  # JSON
) -> Made:
    """A product with an SKU for each combination of `specs`, each ¥1 dearer than the one before."""
    category_id = await category(database, category_name)
    chosen = [dict(zip(specs, values, strict=True)) for values in product(*specs.values())] if specs else [{}]
    skus = [
        {"code": f"TEA-{next(_numbers):06}", "specs": combination, "price_fen": price_fen + 100 * place}
        for place, combination in enumerate(chosen)
    ]
    listed = [{"name": key, "values": values} for key, values in (specs or {}).items()]
    body = spu_body(category_id, name=name, specs=listed, skus=skus, **fields)
    async with database.begin() as session:
        made = await editing.create_spu(session, SYSTEM, SpuIn.model_validate(body))
        if on_sale:
            await editing.set_on_sale(session, SYSTEM, made.id, on_sale=True)
        rows = await repository.active_skus(session, [made.id])
        return Made(made.id, category_id, tuple(row.id for row in rows))
