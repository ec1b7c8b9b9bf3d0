"""Everybody books at the same second, and the business has several processes."""

from datetime import timedelta

import sqlalchemy as sa

from app.core import clock
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.errors import AppError
from app.modules.booking import booking, laying
from app.modules.booking.models import Booking, Slot
from app.modules.booking.states import AHEAD, GIVEN_UP
from tests.booking.factory import every_day, himself, resource, slots, sound
from tests.racing import race
from tests.types import AsUser, Configure

PROCESSES, PEOPLE, PLACES = 4, 24, 10


async def book(database: Database, user_id: int, slot_id: int) -> int | None:
    """The id of the booking, if it stays; every third is cancelled, twice over."""
    try:
        async with database.begin() as session:
            booking_id = (await booking.hold(session, user_id, slot_id, himself(user_id))).id
    except AppError:
        return None
    if booking_id % 3:
        return booking_id
    for _ in range(2):
        async with database.begin() as session:
            await booking.cancel(session, booking_id, SYSTEM, "顾客取消", source=AHEAD)
    return None


async def move(database: Database, booking_id: int, slot_id: int) -> bool:
    try:
        async with database.begin() as session:
            return await booking.move(session, booking_id, slot_id, SYSTEM)
    except AppError:
        return False


async def lay_out(database: Database) -> None:
    async with database.begin() as session:
        await laying.lay_out(session, 1)


async def people(as_user: AsUser, number: int = PEOPLE) -> list[int]:
    return [(await as_user(f"顾客{n}")).id for n in range(number)]


async def later(database: Database, resource_id: int = 1) -> list[int]:
    """The slots from the day after tomorrow on."""
    return [one.id for one in await slots(database, resource_id) if one.starts_at > clock.now() + timedelta(days=1)]


async def test_never_more_than_there_are_places(database: Database, as_user: AsUser) -> None:
    await resource(database, capacity=PLACES)
    slot_id, users = (await later(database))[0], await people(as_user)
    calls = [[(user_id, slot_id) for user_id in users[n::PROCESSES]] * 2 for n in range(PROCESSES)]
    kept = {booking_id for booking_id in await race(database, book, calls) if booking_id}
    async with database.read() as session:
        live = sa.select(Booking.id).where(Booking.status.not_in(GIVEN_UP))
        assert set(await session.scalars(live)) == kept
        assert PLACES // 2 < (await session.get_one(Slot, slot_id)).taken == len(kept) <= PLACES
    await sound(database)


async def test_one_person_at_one_place(database: Database, as_user: AsUser, configure: Configure) -> None:
    """Eight doctors at the same time, asked for at the same second."""
    configure("booking", max_open=8)
    doctors = [await resource(database, f"doctor-{n}", lines=every_day(to_minute=600)) for n in range(8)]
    wanted = [(await later(database, doctor))[0] for doctor in doctors]
    (user_id,) = await people(as_user, 1)
    calls = [[(user_id, slot_id) for slot_id in wanted[n::PROCESSES]] for n in range(PROCESSES)]
    await race(database, book, calls)
    async with database.read() as session:
        live = sa.select(Booking).where(Booking.status.not_in(GIVEN_UP))
        assert len((await session.scalars(live)).all()) <= 1
    await sound(database)


async def test_only_so_many_ahead(database: Database, as_user: AsUser, configure: Configure) -> None:
    configure("booking", max_open=2)
    await resource(database, capacity=PLACES)
    wanted = (await later(database))[:8]
    (user_id,) = await people(as_user, 1)
    calls = [[(user_id, slot_id) for slot_id in wanted[n::PROCESSES]] for n in range(PROCESSES)]
    await race(database, book, calls)
    async with database.read() as session:
        live = sa.select(sa.func.count()).select_from(Booking).where(Booking.status.not_in(GIVEN_UP))
        assert await session.scalar(live) in (1, 2)
    await sound(database)


async def test_two_who_change_places(database: Database, as_user: AsUser) -> None:
    """All move to each other's times at once: nobody waits for ever, and nothing is lost."""
    await resource(database, capacity=2)
    wanted = (await later(database))[:4]
    ids = []
    for user_id, slot_id in zip(await people(as_user, 4), wanted, strict=True):
        async with database.begin() as session:
            ids.append((await booking.hold(session, user_id, slot_id, himself(user_id))).id)
    calls = [[(one, wanted[(n + 1) % 4]), (one, wanted[(n - 1) % 4])] for n, one in enumerate(ids)]
    assert any(await race(database, move, calls))
    async with database.read() as session:
        assert sum(await session.scalars(sa.select(Slot.taken))) == len(ids)
    await sound(database)


async def test_laid_out_by_all_at_once(database: Database) -> None:
    await resource(database)
    async with database.begin() as session:
        await session.execute(sa.delete(Slot).where(Slot.id % 2 == 0))
    before = len(await slots(database))
    await race(database, lay_out, [[()]] * PROCESSES)
    assert len(await slots(database)) > before
    starts = [one.starts_at for one in await slots(database)]
    assert len(starts) == len(set(starts))
    await sound(database)
