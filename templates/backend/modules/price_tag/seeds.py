"""Demo data: which tag shows which SKU."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM
from app.core.module import SeedData
from app.modules.catalog.api import sku_ids_by_code
from app.modules.device import api as device
from app.modules.price_tag import binding
from app.modules.price_tag.schemas import TagIn
from app.modules.price_tag.settings import PriceTagSettings


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `tags`, the code of an SKU by that of a device.

    Raises KeyError for a code that is not there, and AppError for what staff could not do.
    """
    rows = data.rows.get("tags", {})
    known = await device.devices_of(session, PriceTagSettings.load().device_types) if rows else []
    device_ids = {one.code: one.id for one in known}
    sku_ids = await sku_ids_by_code(session, list(rows.values()))
    for code, sku in rows.items():
        await binding.bind(session, SYSTEM, TagIn(device_id=device_ids[code], sku_id=sku_ids[sku]))
