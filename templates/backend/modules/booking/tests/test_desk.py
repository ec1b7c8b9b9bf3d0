"""Who comes, in the order of the day; and who sees whom."""

import httpx
import pytest

from app.core.database import Database
from app.modules.booking.finishing import finish_past
from tests.booking.factory import book, booking, resource, slot_at, sound, status, taken
from tests.types import AsStaff, AsUser, DrainJobs, Hand


@pytest.fixture(autouse=True)
async def doctor(database: Database, monday: Hand) -> int:
    del monday
    return await resource(database)


async def test_anonymous(client: httpx.AsyncClient) -> None:
    assert (await client.get("/staff/bookings")).status_code == 401


async def test_a_visit(as_user: AsUser, as_staff: AsStaff, database: Database, monday: Hand) -> None:
    booking_id = await book(await as_user(), await slot_at(database, 11, day=23))
    desk = (await as_staff("booking.read", "booking.check_in")).client
    early = await desk.post(f"/staff/bookings/{booking_id}/check_in")
    assert (early.status_code, early.json()["code"]) == (409, "TOO_EARLY")
    monday.advance(hours=1)
    assert (await desk.get("/staff/bookings?day=2026-11-24")).json()["items"] == []
    (row,) = (await desk.get("/staff/bookings?day=2026-11-23")).json()["items"]
    assert (row["status"], row["can"]) == ("booked", ["check_in", "miss"])
    found = await desk.post("/staff/booking-codes", json={"code": f"BOOKING:{row['number']}"})
    assert found.json()["id"] == booking_id
    assert (await desk.post("/staff/booking-codes", json={"code": "0" * 16})).json()["code"] == "BOOKING_NOT_FOUND"
    for action, becomes in (("check_in", "checked_in"), ("start", "in_service"), ("finish", "done")):
        for _ in range(2):  # again is nothing
            assert (await desk.post(f"/staff/bookings/{booking_id}/{action}")).json()["status"] == becomes
    answer = await desk.post(f"/staff/bookings/{booking_id}/miss")
    assert (answer.status_code, answer.json()["code"]) == (409, "BOOKING_STATUS")
    assert (await booking(database, booking_id)).place is None


async def test_late_but_there(
    as_user: AsUser, as_staff: AsStaff, database: Database, monday: Hand, drain_jobs: DrainJobs
) -> None:
    booking_id = await book(await as_user(), await slot_at(database, 9))
    monday.advance(days=1, hours=1, minutes=31)
    await drain_jobs()
    assert await status(database, booking_id) == "no_show"
    desk = (await as_staff("booking.check_in")).client
    assert (await desk.post(f"/staff/bookings/{booking_id}/check_in")).json()["status"] == "checked_in"
    await drain_jobs()
    assert await status(database, booking_id) == "checked_in"


async def test_who_came_and_was_forgotten(as_user: AsUser, as_staff: AsStaff, database: Database, monday: Hand) -> None:
    booking_id = await book(await as_user(), await slot_at(database, 9))
    monday.advance(days=1)
    await (await as_staff("booking.check_in")).client.post(f"/staff/bookings/{booking_id}/check_in")
    for hours, becomes in ((12, "checked_in"), (2, "done")):
        monday.advance(hours=hours)
        async with database.begin() as session:
            await finish_past(session, {})
        assert await status(database, booking_id) == becomes


async def test_cancelled_by_staff(as_user: AsUser, as_staff: AsStaff, database: Database, monday: Hand) -> None:
    """Whenever it is: even what was missed."""
    nine = await slot_at(database, 9)
    booking_id = await book(await as_user(), nine)
    monday.advance(hours=24)
    boss = (await as_staff("booking.*")).client
    assert (await boss.post(f"/staff/bookings/{booking_id}/cancel", json={"reason": ""})).status_code == 422
    for _ in range(2):
        answer = await boss.post(f"/staff/bookings/{booking_id}/cancel", json={"reason": "设备故障"})
        assert (answer.json()["status"], answer.json()["end_reason"]) == ("canceled", "设备故障")
    assert await taken(database, nine) == 0
    await sound(database)
    for action in ("check_in", "start"):
        assert (await boss.post(f"/staff/bookings/{booking_id}/{action}")).json()["code"] == "BOOKING_STATUS"


async def test_only_his_own(as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
    doctor = await as_staff("booking.read", "booking.check_in", "booking.cancel", scope="self")
    await resource(database, "li", staff_id=doctor.id)
    patient = await as_user()
    others = await book(patient, await slot_at(database, 9, day=23))
    his = await book(patient, await slot_at(database, 10, day=23, resource_id=2))
    assert [row["id"] for row in (await doctor.client.get("/staff/bookings")).json()["items"]] == [his]
    number = (await booking(database, others)).number
    for answer in (
        await doctor.client.get(f"/staff/bookings/{others}"),
        await doctor.client.post(f"/staff/bookings/{others}/check_in"),
        await doctor.client.post(f"/staff/bookings/{others}/cancel", json={"reason": "x"}),
        await doctor.client.post("/staff/booking-codes", json={"code": number}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "BOOKING_NOT_FOUND")
    assert await status(database, others) == "booked"
    assert (await doctor.client.post(f"/staff/bookings/{his}/check_in")).json()["status"] == "checked_in"


async def test_not_permitted(as_staff: AsStaff) -> None:
    reader = (await as_staff("booking.read")).client
    for path in ("check_in", "start", "finish", "miss"):
        assert (await reader.post(f"/staff/bookings/1/{path}")).status_code == 403
    assert (await reader.post("/staff/bookings/1/cancel", json={"reason": "x"})).status_code == 403
    assert (await reader.post("/staff/booking-codes", json={"code": "0" * 16})).status_code == 403
