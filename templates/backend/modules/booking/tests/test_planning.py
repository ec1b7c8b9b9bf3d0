"""What staff plan, and what becomes of what is booked already."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.booking import editing
from app.modules.booking.laying import lay_out, lay_out_all
from app.modules.booking.models import SlotCell
from app.modules.booking.schemas import ResourceIn
from tests.booking.conftest import MONDAY
from tests.booking.factory import book, line, resource, slot_at, slots, sound, status, taken, try_book
from tests.keys import new_key
from tests.types import AsStaff, AsUser, DrainJobs, Hand

PATH = "/staff/booking-resources"
BODY: dict[str, Any] = {"code": "room-1", "name": "一号诊室", "kind": "诊室"}
LINE: dict[str, Any] = {"weekday": 1, "from_minute": 540, "to_minute": 600, "slot_minutes": 30}


@pytest.fixture(autouse=True)
def _(monday: Hand) -> None:
    del monday


async def test_made_and_scheduled(as_staff: AsStaff, database: Database) -> None:
    boss, key = (await as_staff("booking.*")).client, new_key()
    made = {(await boss.post(PATH, json=BODY, headers=key)).json()["id"] for _ in range(2)}
    assert made == {1}
    answer = await boss.put(f"{PATH}/1/schedules", json={"items": [LINE]})
    assert answer.json()["schedules"][0]["slot_minutes"] == 30
    assert [one.starts_at.isoformat() for one in await slots(database)][:2] == [
        "2026-11-24T01:00:00+00:00",
        "2026-11-24T01:30:00+00:00",
    ]
    renamed = await boss.put(f"{PATH}/1", json=BODY | {"name": "二号诊室", "active": False})
    assert (renamed.json()["name"], await slots(database)) == ("二号诊室", [])
    assert [row["name"] for row in (await boss.get(PATH)).json()["items"]] == ["二号诊室"]
    taken_code = await boss.post(PATH, json=BODY, headers=new_key())
    assert (taken_code.status_code, taken_code.json()["code"]) == (409, "BOOKING_CODE_TAKEN")


@pytest.mark.parametrize(
    "change",
    [
        {"on_day": "2026-11-24"},
        {"weekday": None},
        {"to_minute": 560},
        {"from_minute": 541},
        {"slot_minutes": 0},
        {"capacity": 0},
        {"price_fen": -1},
    ],
)
async def test_no_schedule(as_staff: AsStaff, database: Database, change: dict[str, Any]) -> None:
    boss = (await as_staff("booking.*")).client
    resource_id = await resource(database, lines=[line()])
    before = [one.id for one in await slots(database)]
    answer = await boss.put(f"{PATH}/{resource_id}/schedules", json={"items": [LINE | change]})
    assert (answer.status_code, [one.id for one in await slots(database)]) == (422, before)


async def test_two_lines_at_one_time(as_staff: AsStaff, database: Database) -> None:
    await resource(database, lines=[])
    other = LINE | {"weekday": None, "on_day": "2026-12-01", "from_minute": 590, "to_minute": 650}
    boss = (await as_staff("booking.*")).client
    answer = await boss.put(f"{PATH}/1/schedules", json={"items": [LINE, other]})
    assert (answer.status_code, answer.json()["code"]) == (422, "SCHEDULES_CLASH")
    assert await slots(database) == []


async def test_not_permitted(as_staff: AsStaff) -> None:
    reader = (await as_staff("booking.read")).client
    assert (await reader.get(PATH)).status_code == 200
    assert (await reader.post(PATH, json=BODY, headers=new_key())).status_code == 403
    assert (await reader.put(f"{PATH}/1/schedules", json={"items": []})).status_code == 403
    assert (await reader.post("/staff/booking-closures", json={}, headers=new_key())).status_code == 403


async def test_a_new_schedule_leaves_what_is_booked(as_user: AsUser, database: Database) -> None:
    """Half an hour each instead of a quarter: where somebody has booked, his quarter stays, and nobody else's comes."""
    await resource(database)
    quarter = await slot_at(database, 9, 15)
    booking_id = await book(await as_user(), quarter)
    gone = await slot_at(database, 9)
    async with database.begin() as session:
        await editing.set_schedules(session, SYSTEM, 1, [line(weekday=day, slot_minutes=30) for day in range(7)])
    (left,) = [one for one in await slots(database) if one.taken]
    assert (left.id, left.open, await status(database, booking_id)) == (quarter, False, "booked")
    times = [(one.starts_at - MONDAY) for one in await slots(database) if one.starts_at.day == 24 and one.open]
    assert [str(one - timedelta(days=1)) for one in times][:2] == ["1:30:00", "2:00:00"]
    assert gone not in [one.id for one in await slots(database)]
    await sound(database)


async def test_what_was_given_up_leaves_its_time_free(as_user: AsUser, database: Database) -> None:
    person = await as_user()
    await resource(database)
    booking_id = await book(person, await slot_at(database, 9))
    (await person.client.post(f"/bookings/{booking_id}/cancel")).raise_for_status()
    for minutes in (30, 15):
        async with database.begin() as session:
            lines = [line(weekday=day, slot_minutes=minutes) for day in range(7)]
            await editing.set_schedules(session, SYSTEM, 1, lines)
        await sound(database)
    assert (await try_book(person, await slot_at(database, 9))).status_code == 201


async def test_fewer_places_than_are_taken(as_user: AsUser, database: Database) -> None:
    await resource(database, capacity=3)
    nine = await slot_at(database, 9)
    for name in ("小明", "小红"):
        await book(await as_user(name), nine)
    async with database.begin() as session:
        await editing.set_schedules(session, SYSTEM, 1, [line(weekday=day) for day in range(7)])
    assert await taken(database, nine) == 2
    assert (await try_book(await as_user("小刚"), nine)).json()["code"] == "SLOT_TAKEN"
    await sound(database)


async def test_one_more_day_each_night(database: Database, monday: Hand) -> None:
    await resource(database)
    before = len(await slots(database))
    for _ in range(2):
        monday.advance(days=1)
        async with database.begin() as session:
            await lay_out_all(session, {})
            await lay_out(session, 1)
    assert len(await slots(database)) == before + 24
    async with database.read() as session:
        cells = set(await session.scalars(sa.select(SlotCell.cell)))
    assert len(cells) == (before + 24 - 12) * 3  # Monday's take up nothing any more
    await sound_ahead(database)


async def sound_ahead(database: Database) -> None:
    starts = [one.starts_at for one in await slots(database)]
    assert len(starts) == len(set(starts))


async def test_closed(as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs) -> None:
    await resource(database)
    kept = await book(await as_user(), await slot_at(database, 9))
    hit = await book(await as_user("小红"), await slot_at(database, 10))
    boss, key = (await as_staff("booking.*")).client, new_key()
    body = {
        "starts_at": "2026-11-24T10:00:00+08:00",
        "ends_at": "2026-11-24T11:00:00+08:00",
        "reason": "王医生临时停诊",
        "cancel_bookings": True,
    }
    answers = [await boss.post("/staff/booking-closures", json=body, headers=key) for _ in range(2)]
    assert [(one.status_code, one.json()["id"], one.json()["affected"]) for one in answers] == [(201, 1, 1)] * 2
    assert [one.starts_at.hour for one in await slots(database) if one.starts_at.day == 24 and not one.open] == [2]
    await drain_jobs()
    assert [await status(database, one) for one in (kept, hit)] == ["booked", "canceled"]
    assert (await boss.get(f"/staff/bookings/{hit}")).json()["end_reason"] == "王医生临时停诊"
    assert (await boss.delete("/staff/booking-closures/1")).status_code == 204
    assert (await boss.delete("/staff/booking-closures/1")).json()["code"] == "CLOSURE_NOT_FOUND"
    assert (await boss.get("/staff/booking-closures")).json()["items"] == []
    await book(await as_user("小红"), await slot_at(database, 10))
    await sound(database)


async def test_closed_without_cancelling(as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
    await resource(database)
    person, ten = await as_user(), await slot_at(database, 10)
    booking_id = await book(person, ten)
    boss = (await as_staff("booking.*")).client
    body = {"resource_id": 1, "starts_at": "2026-11-24T00:00:00+08:00", "ends_at": "2026-11-25T00:00:00+08:00"}
    answer = await boss.post(
        "/staff/booking-closures", json=body | {"reason": "培训", "cancel_bookings": False}, headers=new_key()
    )
    assert (answer.json()["affected"], await status(database, booking_id)) == (1, "booked")
    found = (await person.client.get("/booking-resources/1/slots?day=2026-11-24")).json()["items"]
    assert [(one["state"], one["left"]) for one in found] == [("full", 0)]
    unknown = await boss.post(
        "/staff/booking-closures",
        json=body | {"resource_id": 9, "reason": "培训", "cancel_bookings": False},
        headers=new_key(),
    )
    assert unknown.json()["code"] == "BOOKING_RESOURCE_NOT_FOUND"


async def test_a_picture(as_staff: AsStaff) -> None:
    boss = (await as_staff("booking.*")).client
    answer = await boss.post("/staff/booking-pictures", files={"file": ("x.png", b"no picture", "image/png")})
    assert (answer.status_code, answer.json()["code"]) == (422, "PICTURE_INVALID")


async def test_nobody_by_that_number(database: Database) -> None:
    with pytest.raises(Exception, match="没有这位员工"):
        async with database.begin() as session:
            await editing.create(session, SYSTEM, ResourceIn(code="x", name="x", staff_id=99))
