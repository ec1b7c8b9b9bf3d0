"""What rules cost, inside a generated backend: `judge.py DEVICES ROUNDS`.

Every device tells something in each round. Prints seconds of taking all of that in with nobody listening, and with the
rules of the business, round by round in turns.
"""

import asyncio
import json
import sys
import time
from datetime import UTC, datetime, timedelta

HISTORY = 60
"""Points of each reading that windows find."""
EVERY = timedelta(seconds=10)


async def judge(devices: int, rounds: int) -> tuple[float, float]:
    import app.main  # noqa: F401  modules have met
    import sqlalchemy as sa
    from app.core.context import SYSTEM
    from app.core.database import Database
    from app.core.settings import settings
    from app.modules.device import registering
    from app.modules.device.api import LISTENERS
    from app.modules.device.ingesting import take
    from app.modules.device.keeping import milliseconds
    from app.modules.device.messages import Incoming
    from app.modules.device.models import Point
    from app.modules.device.mqtt.reader import MOST_AT_ONCE
    from app.modules.device.schemas import DeviceIn

    rules = LISTENERS.all
    database = Database(settings().database_url)
    begun = datetime.now(UTC) - EVERY * (HISTORY + 2 * rounds)
    for number in range(devices):
        async with database.begin() as session:
            body = DeviceIn(code=f"cnc-{number}", type="cnc", name=f"{number}号机")
            device, _ = await registering.register(session, SYSTEM, body)
            points = [
                {"device_id": device.id, "reading": reading, "at_ms": milliseconds(begun + EVERY * n), "value": n % 20}
                for n in range(HISTORY)
                for reading in ("temperature", "vibration")
            ]
            await session.execute(sa.insert(Point), points)
    seconds = {False: 0.0, True: 0.0}
    for turn in range(2 * rounds):
        at = begun + EVERY * (HISTORY + turn)
        values = {"temperature": 40 + turn % 20, "vibration": turn % 5, "running": True, "parts": turn}
        payload = json.dumps({"at": at.isoformat(), "values": values}).encode()
        batch = [Incoming(f"cnc-{number}", payload, at) for number in range(devices)]
        LISTENERS.all = rules if turn % 2 else list  # nobody hears every other round
        started = time.perf_counter()
        for first in range(0, devices, MOST_AT_ONCE):
            async with database.begin() as session:
                await take(session, batch[first : first + MOST_AT_ONCE])
        if turn >= 2:  # the first of each compiles statements
            seconds[bool(turn % 2)] += time.perf_counter() - started
    await database.close()
    return seconds[False], seconds[True]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(judge(*map(int, sys.argv[1:])))))
