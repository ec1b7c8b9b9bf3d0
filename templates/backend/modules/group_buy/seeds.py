"""Demo data: activities that are running."""

from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import SYSTEM
from app.core.module import SeedData
from app.core.money import fen_from_yuan
from app.modules.catalog.api import sku_ids_by_code
from app.modules.group_buy import editing
from app.modules.group_buy.schemas import GroupBuyIn


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `group_buys`: `title`, `size`, `hours` (of a group), `days` (of the activity), and `items`, prices in yuan
    by the SKU's code. Raises KeyError for a code that is not there.
    """
    for row in data.rows.get("group_buys", ()):
        ids = await sku_ids_by_code(session, row["items"])
        items = [{"sku_id": ids[code], "price_fen": fen_from_yuan(str(price))} for code, price in row["items"].items()]
        now = clock.now()
        values: dict[str, Any] = {name: row[name] for name in ("title", "size", "hours") if name in row}
        values |= {"starts_at": now, "ends_at": now + timedelta(days=row["days"]), "items": items}
        values |= {"max_quantity": row.get("max_quantity", 2), "per_user_limit": row.get("per_user_limit", 3)}
        made = await editing.create(session, SYSTEM, GroupBuyIn.model_validate(values))
        await editing.publish(session, SYSTEM, made.id)
