"""Demo data: categories, products and banners; prices in yuan, pictures by the names of their files."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM
from app.core.demo_pictures import stored
from app.core.module import SeedData
from app.core.money import fen_from_yuan
from app.modules.catalog import categories, editing
from app.modules.catalog.models import Banner
from app.modules.catalog.schemas import NewCategory, SpuIn

Row = Mapping[str, Any]


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `categories`, `spus` and `banners`. Raises KeyError for an unknown code, ValueError for a bad row."""
    category_ids: dict[str, int] = {}
    for position, row in enumerate(data.rows.get("categories", ())):
        parent_id = category_ids[row["parent"]] if "parent" in row else None
        icon = await stored(data, row.get("icon"))
        body = NewCategory(code=row["code"], name=row["name"], icon=icon, parent_id=parent_id, position=position)
        category_ids[row["code"]] = (await categories.create_category(session, SYSTEM, body)).id
    spu_ids: dict[str, int] = {}
    for position, row in enumerate(data.rows.get("spus", ())):
        wanted = await _spu(data, row, category_ids[row["category"]], position)
        spu = await editing.create_spu(session, SYSTEM, wanted)
        spu.sold_count = row.get("sold", 0)
        spu_ids[row["code"]] = spu.id
        if row.get("on_sale", True):
            await editing.set_on_sale(session, SYSTEM, spu.id, on_sale=True)
    for position, row in enumerate(data.rows.get("banners", ())):
        session.add(
            Banner(
                title=row["title"],
                subtitle=row.get("subtitle", ""),
                picture=await stored(data, row["picture"]),
                spu_id=spu_ids[row["spu"]] if "spu" in row else None,
                category_id=category_ids[row["category"]] if "category" in row else None,
                position=position,
            )
        )


async def _spu(data: SeedData, row: Row, category_id: int, position: int) -> SpuIn:
    return SpuIn.model_validate(
        {
            "category_id": category_id,
            "code": row["code"],
            "name": row["name"],
            "subtitle": row.get("subtitle", ""),
            "description": row.get("description", ""),
            "pictures": [await stored(data, name) for name in row["pictures"]],
            "specs": [{"name": name, "values": values} for name, values in row.get("specs", {}).items()],
            "skus": [await _sku(data, sku) for sku in row["skus"]],
            "position": position,
        }
    )


async def _sku(data: SeedData, row: Row) -> dict[str, Any]:
    return {
        "code": row["code"],
        "specs": row.get("specs", {}),
        "price_fen": fen_from_yuan(str(row["price"])),
        "original_price_fen": fen_from_yuan(str(row["original_price"])) if "original_price" in row else None,
        "weight_g": row.get("weight", 0),
        "picture": await stored(data, row.get("picture")),
    }
