"""Inside a factory's backend: registers devices, and prints their secrets: `registrar.py NUMBER`."""

import asyncio
import json
import sys


async def main(number: int) -> None:
    import app.main  # noqa: F401, PLC0415  modules have met
    from app.core.context import SYSTEM  # noqa: PLC0415
    from app.core.database import Database  # noqa: PLC0415
    from app.core.settings import settings  # noqa: PLC0415
    from app.modules.device import registering  # noqa: PLC0415
    from app.modules.device.schemas import DeviceIn  # noqa: PLC0415

    database, made = Database(settings().database_url), {}
    for index in range(number):
        async with database.begin() as session:
            body = DeviceIn(code=f"cnc-{index}", type="cnc", name=f"{index}号机")
            _, made[f"cnc-{index}"] = await registering.register(session, SYSTEM, body)
    await database.close()
    sys.stdout.write(f"{json.dumps(made)}\n")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
