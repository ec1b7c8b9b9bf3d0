"""One of several processes whose customers book the last pieces: python -m tests.presale.racer URL ACTIVITY USER…

Waits for a line on standard input, then books a piece for every customer twice, all at once; every third booking is
cancelled, twice over. Prints the ids of the bookings that stay.
"""

import asyncio
import json
import sys

import app.registry  # noqa: F401  # with it every table is known
from app.core.database import Database
from app.core.errors import AppError
from app.modules.presale import booking
from app.modules.presale.module import setup


async def book(database: Database, activity_id: int, user_id: int) -> int:
    try:
        async with database.begin() as session:
            booking_id = (await booking.book(session, user_id, activity_id, 1)).id
    except AppError:
        return 0
    if booking_id % 3:
        return booking_id
    for _ in range(2):
        async with database.begin() as session:
            await booking.cancel_unpaid(session, booking_id)
    return 0


async def main(url: str, activity_id: int, *user_ids: int) -> None:
    database = Database(url)
    sys.stdin.readline()
    kept = await asyncio.gather(*(book(database, activity_id, user_id) for user_id in user_ids for _ in range(2)))
    await database.close()
    sys.stdout.write(json.dumps([booking_id for booking_id in kept if booking_id]))


if __name__ == "__main__":
    setup()
    asyncio.run(main(sys.argv[1], *map(int, sys.argv[2:])))
