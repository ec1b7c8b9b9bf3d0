"""Fifteen years from the last encounter: kept, told so, and then gone, with a line that says so."""

import sqlalchemy as sa

from app.core.database import Database
from app.core.jobs import schedule
from app.modules.emr.models import Destroyed
from app.modules.patient import records
from app.modules.patient.models import Patient
from tests.emr.clinic import amend, doctor, opened, patient, rows, save, signed
from tests.patient.family import MOTHER, add
from tests.types import AsStaff, AsUser, Configure, DrainJobs, Hand


async def run_job(database: Database, drain_jobs: DrainJobs) -> None:
    async with database.begin() as session:
        await schedule(session, records.ERASE)
    await drain_jobs()


async def test_kept_and_told(as_user: AsUser, as_staff: AsStaff, database: Database, clock_hand: Hand) -> None:
    person, patient_id = await patient(as_user)
    await signed(database, patient_id, await doctor(as_staff))
    told = await person.client.delete("/me/consents/health_data")
    assert told.status_code == 200
    (kept,) = told.json()["items"]
    assert kept["until"][:4] == str(clock_hand.time.year + 15)
    assert len((await rows(database))[1]) == 1


async def test_the_records_are_there_when_one_comes_back(
    as_user: AsUser, as_staff: AsStaff, database: Database
) -> None:
    person, patient_id = await patient(as_user)
    encounter_id = await signed(database, patient_id, await doctor(as_staff))
    await person.client.delete("/me/consents/health_data")
    back = await as_user("林婉清", consents=("health_data",))
    assert (await back.client.get("/me/encounters")).json()["items"] == []
    assert await add(back, MOTHER) == patient_id
    assert [one["id"] for one in (await back.client.get("/me/encounters")).json()["items"]] == [encounter_id]


async def test_deleted_when_the_years_are_over(  # noqa: PLR0917  # fixtures
    as_user: AsUser,
    as_staff: AsStaff,
    database: Database,
    drain_jobs: DrainJobs,
    clock_hand: Hand,
    configure: Configure,
) -> None:
    configure("emr", keep_years=20)
    person, patient_id = await patient(as_user)
    he = await as_staff("emr.write", "emr.sign", "emr.read")
    first = await signed(database, patient_id, he)
    await amend(he, first)
    clock_hand.advance(days=30)
    he = await as_staff("emr.write", "emr.sign", "emr.read")
    last = await opened(database, patient_id, he)
    await save(he, last)
    person = await as_user("林婉清")
    await person.client.delete("/me/consents/health_data")

    clock_hand.time = clock_hand.time.replace(year=clock_hand.time.year + 20)
    clock_hand.advance(days=-1)
    await run_job(database, drain_jobs)
    assert [one.id for one in (await rows(database))[0]] == [first, last]

    clock_hand.advance(days=2)
    await run_job(database, drain_jobs)
    assert await rows(database) == ([], [])
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Patient)) == 0
        destroyed = (await session.scalars(sa.select(Destroyed))).one()
    assert (destroyed.patient_id, destroyed.encounters, destroyed.destroyed_at) == (patient_id, 1, clock_hand.time)


async def test_nobody_leaves_before_his_doctor_has_signed(
    as_user: AsUser, as_staff: AsStaff, database: Database
) -> None:
    person, patient_id = await patient(as_user)
    await opened(database, patient_id, await doctor(as_staff))
    reasons = {"reasons": ["还有 1 份病历等待医生签名"]}
    removed = await person.client.delete(f"/me/patients/{patient_id}")
    assert (removed.status_code, removed.json()["code"], removed.json()["details"]) == (409, "PATIENT_IN_USE", reasons)
    left = await person.client.delete("/me")
    assert (left.status_code, left.json()["code"], left.json()["details"]) == (409, "ACCOUNT_IN_USE", reasons)
    assert len((await rows(database))[0]) == 1


async def test_a_copy_has_the_records(as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
    person, patient_id = await patient(as_user)
    he = await doctor(as_staff)
    encounter_id = await signed(database, patient_id, he)
    await amend(he, encounter_id)
    (copied,) = (await person.client.get("/me/export")).json()["records"]
    assert (copied["patient"], copied["diagnosis"]) == ("林婉清", "消化性溃疡")
    assert [version["number"] for version in copied["record"]] == [2, 1]
