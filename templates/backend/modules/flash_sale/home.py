"""The flash sale on the home page."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.modules.flash_sale import queries

ITEMS_SHOWN = 6


class FlashSaleBlock:
    """The sale that is running, else the next one; nothing when there is none. `limit` says how many products."""

    name = "flash_sale"

    async def load(self, session: AsyncSession, options: Mapping[str, Any]) -> dict[str, Any]:
        sales = await queries.announced(session)
        limit = options.get("limit", ITEMS_SHOWN)
        shown = [sale.model_copy(update={"items": sale.items[:limit]}).model_dump(mode="json") for sale in sales[:1]]
        return {"now": clock.now().isoformat(), "sale": shown[0] if shown else None}
