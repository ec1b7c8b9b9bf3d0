"""Demo data: what lies where."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM
from app.core.module import SeedData
from app.modules.catalog.api import sku_ids_by_code
from app.modules.device import api as device
from app.modules.smart_shelf import slots
from app.modules.smart_shelf.schemas import SlotIn
from app.modules.smart_shelf.settings import SmartShelfSettings


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `slots`: what a slot says, with the codes of its `device` and its `sku`.

    Raises KeyError for a code that is not there, ValueError, and AppError for what staff could not do.
    """
    rows = data.rows.get("slots", [])
    shelves = await device.devices_of(session, SmartShelfSettings.load().device_types) if rows else []
    device_ids = {one.code: one.id for one in shelves}
    sku_ids = await sku_ids_by_code(session, [row["sku"] for row in rows])
    for row in rows:
        plain = {name: value for name, value in row.items() if name not in {"device", "sku"}}
        ids = {"device_id": device_ids[row["device"]], "sku_id": sku_ids[row["sku"]]}
        await slots.create(session, SYSTEM, SlotIn.model_validate({**plain, **ids}))
