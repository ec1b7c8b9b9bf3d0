"""Taking consent back, and leaving: what need not be kept goes at once, the rest is locked away until it may."""

from datetime import timedelta

import sqlalchemy as sa

from app.core import clock
from app.core.audit import AuditEntry
from app.core.database import Database
from app.core.jobs import schedule
from app.modules.patient import records
from app.modules.patient.models import Patient
from tests.patient.family import FATHER, LOOK, MOTHER, Chart, add, child, mother
from tests.types import AsStaff, AsUser, DrainJobs, Hand


async def rows(database: Database) -> list[Patient]:
    async with database.read() as session:
        return list(await session.scalars(sa.select(Patient).order_by(Patient.id)))


async def run_job(database: Database, drain_jobs: DrainJobs) -> None:
    async with database.begin() as session:
        await schedule(session, records.ERASE)
    await drain_jobs()


async def test_withdrawing(
    as_user: AsUser, as_staff: AsStaff, database: Database, chart: Chart, clock_hand: Hand
) -> None:
    person, holder = await mother(as_user)
    father, daughter = await add(person, FATHER), await add(person, child(holder))
    chart.until[father] = clock_hand.time + timedelta(days=365 * 15)
    chart.open[holder] = "还有一份病历没有签名"  # is no reason to go on using what nobody agrees to

    told = await person.client.delete("/me/consents/health_data")

    assert told.status_code == 200
    (kept,) = told.json()["items"]
    assert (kept["what"], kept["until"][:10]) == ("周**的就诊档案", chart.until[father].isoformat()[:10])
    assert "15 年" in kept["why"]
    assert [(row.id, row.locked_at) for row in await rows(database)] == [(father, clock_hand.time)]
    assert sorted(chart.erased) == [holder, daughter]
    clerk = await as_staff("patient.read")
    assert (await clerk.client.get("/staff/patients")).json()["items"] == []
    refused = await clerk.client.get(f"/staff/patients/{father}", params=LOOK)
    assert (refused.status_code, refused.json()["code"]) == (409, "PATIENT_LOCKED")


async def test_leaving(as_user: AsUser, database: Database, chart: Chart, clock_hand: Hand) -> None:
    person, holder = await mother(as_user)
    father = await add(person, FATHER)
    chart.open[father] = "还有 1 个预约"
    refused = await person.client.delete("/me")
    assert (refused.status_code, refused.json()["code"]) == (409, "ACCOUNT_IN_USE")
    assert refused.json()["details"] == {"reasons": ["还有 1 个预约"]}
    assert [row.locked_at for row in await rows(database)] == [None, None]

    del chart.open[father]
    chart.until[holder] = clock_hand.time + timedelta(days=1)
    told = await person.client.delete("/me")
    assert told.status_code == 200
    assert [one["what"] for one in told.json()["items"]] == ["林**的就诊档案"]
    assert [row.id for row in await rows(database)] == [holder]


async def test_leaving_without_records_leaves_nothing(as_user: AsUser, database: Database) -> None:
    person, holder = await mother(as_user)
    await add(person, child(holder))
    assert (await person.client.delete("/me")).status_code == 204
    assert await rows(database) == []


async def test_deleted_when_the_time_has_come(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, chart: Chart, clock_hand: Hand
) -> None:
    person, holder = await mother(as_user)
    daughter = await add(person, child(holder))
    chart.until = {patient: clock_hand.time + timedelta(days=10) for patient in (holder, daughter)}
    await person.client.delete("/me/consents/health_data")
    chart.until[daughter] += timedelta(days=5)  # a record was signed since

    clock_hand.advance(days=9)
    await run_job(database, drain_jobs)
    assert len(await rows(database)) == 2

    clock_hand.advance(days=2)
    await run_job(database, drain_jobs)
    (left,) = await rows(database)
    assert (left.id, left.guardian_id, left.kept_until) == (daughter, None, chart.until[daughter])

    clock_hand.advance(days=5)
    await run_job(database, drain_jobs)
    assert (await rows(database), chart.erased) == ([], [holder, daughter])
    async with database.read() as session:
        gone = sa.select(AuditEntry.entity_id).where(AuditEntry.action == "patient.erase").order_by(AuditEntry.id)
        assert list(await session.scalars(gone)) == [holder, daughter]


async def test_who_comes_back_is_not_deleted(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, chart: Chart, clock_hand: Hand
) -> None:
    person, holder = await mother(as_user)
    chart.until[holder] = clock_hand.time + timedelta(days=10)
    await person.client.delete(f"/me/patients/{holder}")
    await add(person, MOTHER)
    clock_hand.advance(days=20)
    await run_job(database, drain_jobs)
    assert [row.id for row in await rows(database)] == [holder]


async def test_a_copy_of_everything(as_user: AsUser, chart: Chart) -> None:
    person, _ = await mother(as_user)
    father = await add(person, FATHER)
    chart.until[father] = clock.now() + timedelta(days=10)
    await person.client.delete(f"/me/patients/{father}")
    copy = (await person.client.get("/me/export")).json()["patients"]
    assert [one["name"] for one in copy] == ["林婉清", "周明远"]
    assert (copy[0]["id_number"], copy[0]["allergies"]) == (MOTHER["id_number"], "青霉素过敏")
    assert copy[0]["locked_at"] is None
    assert copy[1]["locked_at"] is not None
    other = await mother(as_user, "别人")
    assert "周明远" not in (await other[0].client.get("/me/export")).text
