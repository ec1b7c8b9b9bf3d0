"""Demo data: categories, products and banners; prices in yuan, pictures by the names of their files."""

import asyncio
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM
from app.core.media import store_picture
from app.core.module import SeedData
from app.core.money import fen_from_yuan
from app.core.settings import settings
from app.modules.catalog import categories, editing
from app.modules.catalog.models import Banner
from app.modules.catalog.schemas import NewCategory, SpuIn

Row = Mapping[str, Any]


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `categories`, `spus` and `banners`. Raises KeyError for an unknown code, ValueError for a bad row."""
    category_ids: dict[str, int] = {}
    for position, row in enumerate(data.rows.get("categories", ())):
        parent_id = category_ids[row["parent"]] if "parent" in row else None
        icon = await _picture(data, row.get("icon"))
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
                picture=await _picture(data, row["picture"]),
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
            "pictures": [await _picture(data, name) for name in row["pictures"]],
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
        "picture": await _picture(data, row.get("picture")),
    }


async def _picture(data: SeedData, name: str | None) -> str | None:
    """The stored picture's name. Drawings (SVG) are our own: they are kept as they are, which an upload never is."""
    if name is None:
        return None
    content = await asyncio.to_thread((data.pictures / name).read_bytes)
    return await asyncio.to_thread(_keep, content) if name.endswith(".svg") else await store_picture(content)


def _keep(drawing: bytes) -> str:
    name = f"{hashlib.sha256(drawing).hexdigest()[:40]}.svg"
    path: Path = settings().media_dir / name[:2] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(drawing)
    return f"{name[:2]}/{name}"
