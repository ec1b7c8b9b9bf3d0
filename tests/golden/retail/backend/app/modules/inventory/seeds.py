"""Demo data: how many pieces of each SKU are there."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM
from app.core.module import SeedData
from app.modules.catalog.api import sku_ids_by_code
from app.modules.inventory import service
from app.modules.inventory.schemas import AdjustIn


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `stock`, pieces by the SKU's code. Raises KeyError for a code that is not there."""
    stock = data.rows.get("stock", {})
    sku_ids = await sku_ids_by_code(session, stock)
    for code, pieces in stock.items():
        if pieces:
            await service.adjust(session, SYSTEM, sku_ids[code], AdjustIn(change=pieces, reason="received"))
        else:
            await service.start_counting(session, sku_ids[code])
