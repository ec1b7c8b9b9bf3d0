"""What a business may decide otherwise."""

from datetime import timedelta

import pytest

from app.contracts.booking import BookingDue
from app.core.database import Database
from app.core.events import on
from tests.booking.factory import book, booking, resource, slot_at, status, try_book
from tests.types import AsStaff, AsUser, Configure, DrainJobs, Hand

HEARD: list[int] = []


async def heard(_session: object, event: BookingDue) -> None:
    HEARD.append(event.booking_id)


on(BookingDue, heard, name="test.booking_due")


@pytest.fixture(autouse=True)
def _(monday: Hand) -> None:
    del monday


async def test_how_late_one_may_book(as_user: AsUser, database: Database, configure: Configure) -> None:
    await resource(database)
    configure("booking", notice="2h")
    person, nine, eleven = await as_user(), *[await slot_at(database, hour, day=23) for hour in (9, 11)]
    assert (await try_book(person, nine)).json()["code"] == "SLOT_OVER"
    assert (await try_book(person, eleven)).status_code == 201


async def test_how_late_one_may_cancel_and_how_often_move(
    as_user: AsUser, database: Database, configure: Configure
) -> None:
    configure("booking", cancel_until="2d", moves=0)
    await resource(database)
    person = await as_user()
    soon, later = [await book(person, await slot_at(database, 9, day=day)) for day in (24, 26)]
    assert (await person.client.post(f"/bookings/{soon}/cancel")).json()["code"] == "BOOKING_TOO_LATE"
    assert (await person.client.get(f"/bookings/{later}")).json()["can"] == ["cancel"]
    elsewhere = {"slot_id": await slot_at(database, 9, day=27)}
    assert (await person.client.post(f"/bookings/{later}/move", json=elsewhere)).json()["code"] == "TOO_MANY_MOVES"


async def test_when_one_may_come(as_user: AsUser, as_staff: AsStaff, database: Database, configure: Configure) -> None:
    configure("booking", check_in_from="30m")
    await resource(database)
    desk = (await as_staff("booking.check_in")).client
    booking_id = await book(await as_user(), await slot_at(database, 9, day=23))
    assert (await desk.post(f"/staff/bookings/{booking_id}/check_in")).json()["code"] == "TOO_EARLY"


async def test_when_one_has_missed_it(
    as_user: AsUser, database: Database, monday: Hand, drain_jobs: DrainJobs, configure: Configure
) -> None:
    configure("booking", no_show_after="15m", no_shows=1)
    await resource(database)
    person = await as_user()
    booking_id = await book(person, await slot_at(database, 9, day=23))
    for minutes, becomes in ((74, "booked"), (2, "no_show")):
        monday.advance(minutes=minutes)
        await drain_jobs()
        assert await status(database, booking_id) == becomes
    assert (await try_book(person, await slot_at(database, 9))).json()["code"] == "TOO_MANY_NO_SHOWS"
    configure("booking", no_shows=0)
    assert (await try_book(person, await slot_at(database, 9))).status_code == 201


async def test_when_one_is_reminded(
    as_user: AsUser, database: Database, monday: Hand, drain_jobs: DrainJobs, configure: Configure
) -> None:
    configure("booking", remind_before="2h")
    await resource(database)
    person = await as_user()
    booking_id = await book(person, await slot_at(database, 9))
    given_up = await book(person, await slot_at(database, 10))
    await person.client.post(f"/bookings/{given_up}/cancel")
    HEARD.clear()
    monday.advance(hours=22)
    await drain_jobs()
    assert HEARD == []
    monday.advance(hours=1, minutes=1)
    await drain_jobs()
    assert booking_id in HEARD
    assert given_up not in HEARD
    assert (await booking(database, booking_id)).slot.starts_at - monday.time < timedelta(hours=2)
