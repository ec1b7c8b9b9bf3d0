"""One of several processes of customers, inside a generated backend: `booker.py prepare` once, then `booker.py buy 1`.

`prepare` makes the customers and one time with its places and prints its id. `buy` says that it is ready, waits for a
line on standard input, then books for each of its customers, all at once, and prints how many were served.
"""

import asyncio
import os
import sys
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

CUSTOMERS, PROCESSES, PIECES = 500, 4, 10
SLOT = int(os.environ.get("SKU", "0"))


async def prepare() -> None:
    from app.core import clock
    from app.core.context import SYSTEM
    from app.core.database import Database
    from app.core.settings import settings
    from app.modules.booking import editing
    from app.modules.booking.models import Slot
    from app.modules.booking.schemas import ResourceIn, ScheduleIn
    from app.modules.identity.models import User

    database = Database(settings().database_url)
    async with database.begin() as session:
        made = await editing.create(session, SYSTEM, ResourceIn(code="yoga", name="流瑜伽"))
        hour = {"from_minute": 1140, "to_minute": 1200, "slot_minutes": 60, "capacity": PIECES}
        lines = [ScheduleIn.model_validate({"weekday": weekday, **hour}) for weekday in range(7)]
        await editing.set_schedules(session, SYSTEM, made.id, lines)
        soon = clock.now() + timedelta(days=2)
        slot_id = await session.scalar(sa.select(Slot.id).where(Slot.starts_at > soon).order_by(Slot.id).limit(1))
        people = [
            {"id": number, "nickname": "学员", "created_at": datetime.now(UTC)} for number in range(1, CUSTOMERS + 1)
        ]
        await session.execute(sa.insert(User), people)
    await database.close()
    sys.stdout.write(str(slot_id))


async def buy(first: int) -> None:
    from app import registry
    from app.contracts.booking import Attendee
    from app.core.database import Database
    from app.core.settings import settings
    from app.modules.booking import booking
    from app.modules.booking.errors import SlotTaken

    for module in registry.MODULES:
        module.setup()
    database = Database(settings().database_url)

    async def one(user_id: int) -> bool:
        try:
            async with database.begin() as session:
                await booking.hold(session, user_id, SLOT, Attendee(0, "本人", f"user:{user_id}"))
        except SlotTaken:
            return False
        return True

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    share = CUSTOMERS // PROCESSES
    served = await asyncio.gather(*(one(user_id) for user_id in range(first, first + share)))
    await database.close()
    sys.stdout.write(str(sum(served)))


if __name__ == "__main__":
    asyncio.run(prepare() if sys.argv[1] == "prepare" else buy(int(sys.argv[2])))
