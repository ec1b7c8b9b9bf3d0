"""Demo data: how many pieces of each SKU are there."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM
from app.core.module import SeedData
from app.modules.catalog.api import sku_ids_by_code
from app.modules.inventory import places, service
from app.modules.inventory.schemas import AdjustIn, LocalAdjustIn


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `stock`, pieces by the SKU's code, and `local_stock`, the same for each store by its name.

    Raises KeyError for a code or a store that is not there.
    """
    stock = data.rows.get("stock", {})
    sku_ids = await sku_ids_by_code(session, stock)
    for code, pieces in stock.items():
        if pieces:
            await service.adjust(session, SYSTEM, sku_ids[code], AdjustIn(change=pieces, reason="received"))
        else:
            await service.start_counting(session, sku_ids[code])
    local = data.rows.get("local_stock", {})
    stores = {name: location_id for location_id, name in (await places.names(session)).items()} if local else {}
    for store, shelf in local.items():
        codes = await sku_ids_by_code(session, shelf)
        for code, pieces in shelf.items():
            body = LocalAdjustIn(location_id=stores[store], change=pieces, reason="received")
            await places.adjust(session, SYSTEM, codes[code], body)
