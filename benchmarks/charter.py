"""A device's series, and its chart, inside a generated backend: `charter.py URL DAYS EVERY_S`.

Says that it is ready, waits for a line on standard input, and prints points, bytes of the answer, and the median of
its milliseconds.
"""

import asyncio
import json
import sys
import time
from datetime import UTC, datetime, timedelta
from statistics import median

from lister import opened  # type: ignore[import-not-found]  # beside this file, which is run by its path

TIMES, AT_ONCE = 5, 5_000


async def filled(url: str, points: int, every: timedelta, until: datetime) -> int:
    """The device that has them; numbers as a sensor has them, with many digits."""
    import sqlalchemy as sa
    from app.core.context import SYSTEM
    from app.core.database import Database
    from app.modules.device import registering
    from app.modules.device.keeping import milliseconds
    from app.modules.device.models import Point
    from app.modules.device.schemas import DeviceIn

    database = Database(url)
    async with database.begin() as session:
        device, _ = await registering.register(session, SYSTEM, DeviceIn(code="cnc-1", type="cnc", name="1号机"))
    for first in range(0, points, AT_ONCE):
        rows = [
            {
                "device_id": device.id,
                "reading": "temperature",
                "at_ms": milliseconds(until - number * every),
                "value": 40 + (number * 7919 % 10007) / 317,
            }
            for number in range(first, min(first + AT_ONCE, points))
        ]
        async with database.begin() as session:
            await session.execute(sa.insert(Point), rows)
    await database.close()
    return int(device.id)


async def chart(url: str, days: int, every_s: int) -> None:
    until = datetime.now(UTC)
    since, points = until - timedelta(days=days), days * 86_400 // every_s
    async with opened(url, products=0, orders=0) as shop:
        device_id = await filled(url, points, timedelta(seconds=every_s), until)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        path, query = f"/api/v1/staff/devices/{device_id}/series/temperature", {"since": since.isoformat()}
        headers, took = {"Authorization": f"Bearer {shop.tokens['staff']}"}, []
        for _ in range(TIMES):
            started = time.perf_counter()
            answer = (await shop.client.get(path, params=query, headers=headers)).raise_for_status()
            took.append(1000 * (time.perf_counter() - started))
    sys.stdout.write(json.dumps([points, len(answer.content), median(took)]))


if __name__ == "__main__":
    asyncio.run(chart(sys.argv[1], *map(int, sys.argv[2:])))
