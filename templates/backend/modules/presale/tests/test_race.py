"""Everybody books the last pieces at the same second, and the shop has several processes."""

import asyncio
import json
import sys
from collections import Counter

import sqlalchemy as sa

from app.core.database import Database
from app.core.settings import BACKEND
from app.modules.presale.models import Booking, Presale
from tests.catalog.factory import spu
from tests.presale.factory import activity
from tests.types import AsUser

PROCESSES, CUSTOMERS, PIECES = 4, 24, 10


async def test_never_more_than_there_are(database: Database, as_user: AsUser) -> None:
    activity_id = await activity(database, (await spu(database)).sku_id, stock=PIECES, per_user_limit=1)
    user_ids = [(await as_user(f"顾客{number}")).id for number in range(CUSTOMERS)]
    racers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.presale.racer", database.url, str(activity_id),
            *map(str, user_ids[number::PROCESSES]),
            cwd=BACKEND, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )
        for number in range(PROCESSES)
    ]  # fmt: skip
    results = await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))
    assert [racer.returncode for racer in racers] == [0] * PROCESSES
    kept = {booking_id for out, _ in results for booking_id in json.loads(out)}
    async with database.read() as session:
        bookings = (await session.scalars(sa.select(Booking).where(Booking.status == "pending"))).all()
        taken = (await session.get_one(Presale, activity_id)).taken
    assert {row.id for row in bookings} == kept
    assert PIECES // 2 < taken == len(kept) <= PIECES
    assert max(Counter(row.user_id for row in bookings).values()) == 1
