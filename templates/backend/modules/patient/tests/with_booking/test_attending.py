"""Patients are who is booked for, and nobody else."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.contracts.patient import CARE, RECORDS
from app.core import clock
from app.core.database import Database
from app.modules.booking.models import Resource
from app.modules.booking.patients import BookingsOfPatients, CareOfBooked
from tests.booking.factory import every_day, resource, slots, status, try_book
from tests.patient.family import FATHER, MOTHER, add, child, mother
from tests.types import AsStaff, AsUser, Configure


@pytest.fixture(autouse=True)
async def nine(database: Database, configure: Configure) -> list[int]:
    """Two doctors, and the first two times of each, the day after tomorrow."""
    configure("booking", ahead="14d", notice="30m", max_open=5)
    doctors = [await resource(database, code, lines=every_day(to_minute=600)) for code in ("wang", "li")]
    soon = clock.now() + timedelta(days=2)
    found = [[one.id for one in await slots(database, doctor) if one.starts_at > soon] for doctor in doctors]
    return [found[0][0], found[1][0], found[0][1]]


async def test_who_may_be_booked_for(as_user: AsUser, database: Database, nine: list[int]) -> None:
    person, mother_id = await mother(as_user)
    daughter_id = await add(person, child(mother_id))
    (first, second) = (await person.client.get("/me/attendees")).json()["items"]
    assert (first["id"], second["id"]) == (mother_id, daughter_id)
    assert MOTHER["name"] not in str([first, second])
    made = (await try_book(person, nine[0], attendee_id=daughter_id)).json()
    assert (made["attendee"], await status(database, made["id"])) == (second["name"], "booked")
    for stranger in (0, 999):
        answer = await try_book(person, nine[1], attendee_id=stranger)
        assert (answer.status_code, answer.json()["code"]) == (404, "ATTENDEE_NOT_FOUND")


async def test_without_consent(as_user: AsUser, nine: list[int]) -> None:
    person = await as_user()
    for answer in (await person.client.get("/me/attendees"), await try_book(person, nine[0], attendee_id=1)):
        assert (answer.status_code, answer.json()["code"]) == (403, "CONSENT_REQUIRED")


async def test_one_human_being_in_two_accounts(as_user: AsUser, nine: list[int]) -> None:
    """Both parents book for the child at the same time: one of them does."""
    person, mother_id = await mother(as_user)
    here = await add(person, child(mother_id))
    other = await as_user("周明远", consents=("health_data", "children_data"))
    father_id = await add(other, FATHER | {"relation": "self"})
    there = await add(other, child(father_id))
    assert (await try_book(person, nine[0], attendee_id=here)).status_code == 201
    answer = await try_book(other, nine[1], attendee_id=there)
    assert (answer.status_code, answer.json()["code"]) == (409, "ATTENDEE_BUSY")
    assert (await try_book(other, nine[1], attendee_id=father_id)).status_code == 201


async def test_who_is_booked_is_not_taken_out(
    as_user: AsUser, nine: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RECORDS, "all", lambda: [BookingsOfPatients()])
    person, mother_id = await mother(as_user)
    father_id = await add(person, FATHER)
    booking_id = (await try_book(person, nine[0], attendee_id=father_id)).json()["id"]
    answer = await person.client.delete(f"/me/patients/{father_id}")
    assert (answer.status_code, answer.json()["code"]) == (409, "PATIENT_IN_USE")
    (await person.client.post(f"/bookings/{booking_id}/cancel")).raise_for_status()
    assert (await person.client.delete(f"/me/patients/{father_id}")).is_success
    told = (await person.client.get(f"/bookings/{booking_id}")).json()
    assert (told["attendee"], mother_id) == ("已删除", 1)


async def test_a_doctor_sees_those_who_are_booked_with_him(
    as_user: AsUser, as_staff: AsStaff, database: Database, nine: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CARE, "all", lambda: [CareOfBooked()])
    doctor, other = [await as_staff("patient.read", scope="self") for _ in range(2)]
    async with database.begin() as session:
        await session.execute(sa.update(Resource).where(Resource.id == 1).values(staff_id=doctor.id))
    person, mother_id = await mother(as_user)
    booking_id = (await try_book(person, nine[0], attendee_id=mother_id)).json()["id"]
    assert [row["id"] for row in (await doctor.client.get("/staff/patients")).json()["items"]] == [mother_id]
    assert (await other.client.get("/staff/patients")).json()["items"] == []
    (await person.client.post(f"/bookings/{booking_id}/cancel")).raise_for_status()
    assert (await doctor.client.get("/staff/patients")).json()["items"] == []
