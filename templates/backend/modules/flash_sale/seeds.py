"""Demo data: a sale that is running, and one to come."""

from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import SYSTEM
from app.core.module import SeedData
from app.core.money import fen_from_yuan
from app.modules.catalog.api import sku_ids_by_code
from app.modules.flash_sale import editing
from app.modules.flash_sale.schemas import SaleIn


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `flash_sales`: `title`, `starts_in` and `lasts` in hours, and `items` with `sku` (its code), `price` in
    yuan, `stock`, `limit`. Raises KeyError for a code that is not there.
    """
    for row in data.rows.get("flash_sales", ()):
        ids = await sku_ids_by_code(session, [item["sku"] for item in row["items"]])
        starts_at = clock.now() + timedelta(hours=row.get("starts_in", 0))
        items: list[dict[str, Any]] = [
            {
                "sku_id": ids[item["sku"]],
                "price_fen": fen_from_yuan(str(item["price"])),
                "stock": item["stock"],
                "per_user_limit": item.get("limit", 1),
            }
            for item in row["items"]
        ]
        ends_at = starts_at + timedelta(hours=row["lasts"])
        body = SaleIn.model_validate(
            {"title": row["title"], "starts_at": starts_at, "ends_at": ends_at, "items": items}
        )
        await editing.publish(session, SYSTEM, (await editing.create(session, SYSTEM, body)).id)
