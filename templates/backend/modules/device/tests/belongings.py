from tests.belongings import Belongings, Shop
from tests.device.machines import machine


async def belongings(shop: Shop) -> Belongings:
    """Customers have no devices; those of the business are their staff's."""
    shop.configure("device", types={"cnc": {"label": "机床", "telemetry": {}}})
    device = await machine(shop.database)
    return Belongings(common={"/staff/devices": device.id, "device_id": device.id, "/device/commands": 1})
