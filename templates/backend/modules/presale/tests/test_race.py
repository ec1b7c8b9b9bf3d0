"""Everybody books the last pieces at the same second, and the shop has several processes."""

from collections import Counter

import sqlalchemy as sa

from app.core.database import Database
from app.core.errors import AppError
from app.modules.presale import booking
from app.modules.presale.models import Presale, PresaleBooking
from tests.catalog.factory import spu
from tests.presale.factory import activity
from tests.racing import race
from tests.types import AsUser

PROCESSES, CUSTOMERS, PIECES = 4, 24, 10


async def book(database: Database, user_id: int, activity_id: int) -> int | None:
    """The id of the booking, if it stays; every third is cancelled, twice over."""
    try:
        async with database.begin() as session:
            booking_id = (await booking.book(session, user_id, activity_id, 1)).id
    except AppError:
        return None
    if booking_id % 3:
        return booking_id
    for _ in range(2):
        async with database.begin() as session:
            await booking.cancel_unpaid(session, booking_id)
    return None


async def test_never_more_than_there_are(database: Database, as_user: AsUser) -> None:
    activity_id = await activity(database, (await spu(database)).sku_id, stock=PIECES, per_user_limit=1)
    user_ids = [(await as_user(f"顾客{number}")).id for number in range(CUSTOMERS)]
    calls = [[(user_id, activity_id) for user_id in user_ids[n::PROCESSES]] * 2 for n in range(PROCESSES)]
    kept = {booking_id for booking_id in await race(database, book, calls) if booking_id}
    async with database.read() as session:
        bookings = (await session.scalars(sa.select(PresaleBooking).where(PresaleBooking.status == "pending"))).all()
        taken = (await session.get_one(Presale, activity_id)).taken
    assert {row.id for row in bookings} == kept
    assert PIECES // 2 < taken == len(kept) <= PIECES
    assert max(Counter(row.user_id for row in bookings).values()) == 1
