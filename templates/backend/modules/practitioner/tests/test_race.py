"""The last free follow-up, asked for by several processes at the same second."""

from datetime import timedelta

import sqlalchemy as sa

from app.core import clock
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.errors import AppError
from app.modules.booking import booking, taking
from app.modules.booking.models import Booking
from app.modules.practitioner.models import FollowUp
from tests.booking.factory import himself, slots
from tests.practitioner.factory import doctor
from tests.racing import race
from tests.types import AsUser

PROCESSES, PRICE_FEN = 4, 2000


async def hold(database: Database, user_id: int, slot_id: int) -> bool:
    try:
        async with database.begin() as session:
            await booking.hold(session, user_id, slot_id, himself(user_id))
    except AppError:
        return False
    return True


async def test_one_gets_it(database: Database, as_user: AsUser) -> None:
    await doctor(database, price_fen=PRICE_FEN)
    user_id = (await as_user()).id
    first, *later = [one.id for one in await slots(database) if one.starts_at > clock.now() + timedelta(days=1)]
    async with database.begin() as session:
        visit = await booking.hold(session, user_id, first, himself(user_id))
        done = sa.update(Booking).where(Booking.id == visit.id)
        await session.execute(done.values(status="done", place=None, ended_at=clock.now()))
        await taking.leave(session, visit.id)
    calls = [[(user_id, later[n])] for n in range(PROCESSES)]
    assert any(await race(database, hold, calls))
    async with database.begin() as session:
        follow_ups = (await session.scalars(sa.select(FollowUp))).all()
        free = sa.select(sa.func.count()).select_from(Booking).where(Booking.price_fen == 0)
        assert (len(follow_ups), await session.scalar(free)) == (1, 1)
        assert not await booking.cancel(session, visit.id, SYSTEM, "x", source=frozenset({"booked"}))
