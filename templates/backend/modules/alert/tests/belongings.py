from tests.alert.alarms import tells
from tests.belongings import Belongings, Shop
from tests.device.machines import machine


async def belongings(shop: Shop) -> Belongings:
    """Alarms are the business's, and so its staff's."""
    telemetry = {"temperature": {"type": "number"}}
    shop.configure("device", types={"cnc": {"label": "机床", "telemetry": telemetry}})
    rule = {"device": "cnc", "when": "temperature > 80", "severity": "major"}
    shop.configure("alert", rules={"hot": rule})
    await tells(shop.database, await machine(shop.database, "cnc-9"), temperature=90)
    return Belongings(common={"/staff/alarms": 1})
