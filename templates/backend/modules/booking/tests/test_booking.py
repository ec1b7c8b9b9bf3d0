"""Booking what costs nothing: the place is the customer's at once."""

from typing import Any

import pytest

from app.core.database import Database
from app.modules.booking.laying import lay_out
from tests.booking.factory import book, booking, cells_of, resource, slot_at, slots, sound, status, taken, try_book
from tests.keys import new_key
from tests.types import AsUser, Configure, DrainJobs, Hand, OpenClient


@pytest.fixture(autouse=True)
async def doctor(database: Database, monday: Hand) -> int:
    del monday
    return await resource(database)


async def test_what_can_be_booked(open_client: OpenClient) -> None:
    client = await open_client()
    (row,) = (await client.get("/booking-resources")).json()["items"]
    assert (row["name"], row["kind"], row["from_fen"]) == ("医生wang", "复诊", 0)
    assert row["next_at"] == "2026-11-23T01:00:00Z"
    assert (await client.get("/booking-kinds")).json()["items"] == ["复诊"]
    assert (await client.get("/booking-resources?kind=练车")).json()["items"] == []
    days = (await client.get("/booking-resources/1")).json()["days"]
    assert (len(days), days[0], days[1]["free"]) == (14, {"day": "2026-11-23", "free": 12}, 12)
    found = (await client.get("/booking-resources/1/slots?day=2026-11-24")).json()["items"]
    assert (len(found), found[0]["state"], found[0]["left"]) == (12, "free", 1)
    for path in ("/booking-resources/9", "/booking-resources/9/slots?day=2026-11-24"):
        assert (await client.get(path)).json()["code"] == "BOOKING_RESOURCE_NOT_FOUND"


async def test_booked(as_user: AsUser, database: Database) -> None:
    person, nine = await as_user(), await slot_at(database, 9)
    key, body = new_key(), {"slot_id": nine, "remark": "请安静"}
    answers = [await person.client.post("/bookings", json=body, headers=key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    first, again = (answer.json() for answer in answers)
    assert first["id"] == again["id"]
    assert (first["status"], first["attendee"], first["remark"], first["place"]) == ("booked", "本人", "请安静", "二楼")
    assert (first["can"], first["qr"][:22]) == (["cancel", "move"], "data:image/png;base64,")
    assert (await taken(database, nine), await cells_of(database, first["id"])) == (1, 3)
    assert "请安静" not in str((await booking(database, first["id"])).remark)
    (mine,) = (await person.client.get("/me/bookings?ahead=true")).json()["items"]
    assert mine["id"] == first["id"]
    assert (await person.client.get("/me/bookings?ahead=false")).json()["items"] == []
    slot = (await person.client.get("/booking-resources/1/slots?day=2026-11-24")).json()["items"][0]
    assert (slot["state"], slot["left"]) == ("full", 0)


async def test_taken_is_taken(as_user: AsUser, database: Database) -> None:
    nine = await slot_at(database, 9)
    await book(await as_user(), nine)
    other = await as_user("小红")
    answer = await try_book(other, nine)
    assert (answer.status_code, answer.json()["code"]) == (409, "SLOT_TAKEN")
    assert (await taken(database, nine), (await other.client.get("/me/bookings")).json()["items"]) == (1, [])


async def test_nobody_is_in_two_places(as_user: AsUser, database: Database) -> None:
    await resource(database, "li", slot_minutes=60)
    person = await as_user()
    first = await book(person, await slot_at(database, 9, 45))
    long = await slot_at(database, 9, resource_id=2)
    answer = await try_book(person, long)
    assert (answer.status_code, answer.json()["code"], await taken(database, long)) == (409, "ATTENDEE_BUSY", 0)
    await book(person, await slot_at(database, 10, resource_id=2))  # right after it
    (await person.client.post(f"/bookings/{first}/cancel")).raise_for_status()
    await book(person, long)
    await sound(database)


async def test_too_late_too_far_not_there(as_user: AsUser, database: Database, monday: Hand) -> None:
    person, soon = await as_user(), await slot_at(database, 9, day=23)
    monday.advance(minutes=31)
    answer = await try_book(person, soon)
    assert (answer.status_code, answer.json()["code"]) == (409, "SLOT_OVER")
    assert (await try_book(person, 9999)).json()["code"] == "BOOKING_SLOT_NOT_FOUND"
    assert (await try_book(person, await slot_at(database, 9), attendee_id=7)).json()["code"] == "ATTENDEE_NOT_FOUND"


async def test_what_is_not_open_yet(as_user: AsUser, database: Database, configure: Configure) -> None:
    configure("booking", ahead="1d")
    answer = await try_book(await as_user(), await slot_at(database, 9, day=26))
    assert (answer.status_code, answer.json()["code"]) == (409, "SLOT_TOO_FAR")


async def test_only_so_many_at_a_time(as_user: AsUser, database: Database, configure: Configure) -> None:
    configure("booking", max_open=2)
    person = await as_user()
    first, _ = [await book(person, await slot_at(database, hour)) for hour in (9, 10)]
    answer = await try_book(person, await slot_at(database, 11))
    assert (answer.status_code, answer.json()["code"]) == (409, "TOO_MANY_BOOKINGS")
    (await person.client.post(f"/bookings/{first}/cancel")).raise_for_status()
    await book(person, await slot_at(database, 11))


async def test_cancelled_in_time(as_user: AsUser, database: Database) -> None:
    person, nine = await as_user(), await slot_at(database, 9)
    booking_id = await book(person, nine)
    answers = [(await person.client.post(f"/bookings/{booking_id}/cancel")).json()["status"] for _ in range(2)]
    assert answers == ["canceled", "canceled"]
    assert (await taken(database, nine), await cells_of(database, booking_id)) == (0, 0)
    await book(await as_user("小红"), nine)


async def test_cancelled_too_late(as_user: AsUser, database: Database, monday: Hand) -> None:
    person, nine = await as_user(), await slot_at(database, 9)
    booking_id = await book(person, nine)
    monday.advance(hours=23, minutes=1)
    for path, body in (("cancel", {}), ("move", {"slot_id": await slot_at(database, 11)})):
        answer = await person.client.post(f"/bookings/{booking_id}/{path}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "BOOKING_TOO_LATE")
    assert (await status(database, booking_id), await taken(database, nine)) == ("booked", 1)
    assert (await person.client.get(f"/bookings/{booking_id}")).json()["can"] == []


async def test_moved(as_user: AsUser, database: Database) -> None:
    person, nine, ten = await as_user(), await slot_at(database, 9), await slot_at(database, 10)
    booking_id = await book(person, nine)
    path = f"/bookings/{booking_id}/move"
    for _ in range(2):  # again is nothing
        assert (await person.client.post(path, json={"slot_id": ten})).json()["starts_at"] == "2026-11-24T02:00:00Z"
    assert [await taken(database, one) for one in (nine, ten)] == [0, 1]
    await person.client.post(path, json={"slot_id": nine})
    answer = await person.client.post(path, json={"slot_id": ten})
    assert (answer.status_code, answer.json()["code"]) == (422, "TOO_MANY_MOVES")
    assert await cells_of(database, booking_id) == 3
    await sound(database)


@pytest.mark.parametrize(("body", "code"), [({"slot_id": "taken"}, "SLOT_TAKEN"), ({"slot_id": "dear"}, "OTHER_PRICE")])
async def test_moved_nowhere(as_user: AsUser, database: Database, body: dict[str, Any], code: str) -> None:
    await resource(database, "dear", price_fen=2000)
    places = {"taken": await slot_at(database, 10), "dear": await slot_at(database, 11, resource_id=2)}
    person, nine = await as_user(), await slot_at(database, 9)
    await book(await as_user("小红"), places["taken"])
    booking_id = await book(person, nine)
    answer = await person.client.post(f"/bookings/{booking_id}/move", json={"slot_id": places[body["slot_id"]]})
    assert (answer.json()["code"], await taken(database, nine)) == (code, 1)
    assert (await booking(database, booking_id)).slot_id == nine
    await sound(database)


async def test_who_does_not_come(
    as_user: AsUser, database: Database, monday: Hand, drain_jobs: DrainJobs, configure: Configure
) -> None:
    configure("booking", no_shows_within="10d")
    person = await as_user()
    missed = []
    for day in (24, 25, 26):
        missed.append(await book(person, await slot_at(database, 9, day=day)))
        monday.advance(days=1, hours=1, minutes=31)
        await drain_jobs()
        monday.advance(hours=-1, minutes=-31)
    assert [await status(database, one) for one in missed] == ["no_show"] * 3
    answer = await try_book(person, await slot_at(database, 9, day=27))
    assert (answer.status_code, answer.json()["code"]) == (409, "TOO_MANY_NO_SHOWS")
    monday.advance(days=11)
    async with database.begin() as session:
        await lay_out(session, 1)
    later = (await slots(database))[-1]
    assert (await try_book(person, later.id)).status_code == 201


async def test_a_moved_booking_is_not_missed_at_its_first_time(
    as_user: AsUser, database: Database, monday: Hand, drain_jobs: DrainJobs
) -> None:
    person = await as_user()
    booking_id = await book(person, await slot_at(database, 9))
    await person.client.post(f"/bookings/{booking_id}/move", json={"slot_id": await slot_at(database, 9, day=26)})
    monday.advance(days=2)
    await drain_jobs()
    assert await status(database, booking_id) == "booked"


async def test_nobody_elses(as_user: AsUser, database: Database) -> None:
    booking_id = await book(await as_user(), await slot_at(database, 9))
    other = await as_user("小红")
    for answer in (
        await other.client.get(f"/bookings/{booking_id}"),
        await other.client.post(f"/bookings/{booking_id}/cancel"),
        await other.client.post(f"/bookings/{booking_id}/move", json={"slot_id": 1}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "BOOKING_NOT_FOUND")
    assert await status(database, booking_id) == "booked"
