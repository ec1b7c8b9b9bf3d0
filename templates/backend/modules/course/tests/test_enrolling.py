"""Enrolling, once a person and course, and what becomes of it."""

import httpx
import pytest
import sqlalchemy as sa

from app.contracts.course import EnrollmentExpired, EnrollmentStarted, EnrollmentSuspended, Opened
from app.core import events
from app.core.database import Database
from app.core.events import Event
from app.modules.course import enrolling
from app.modules.course.models import Enrollment
from tests.course.factory import Made, Sold, course, enroll, try_enroll
from tests.keys import new_key
from tests.types import AsUser, DrainJobs, Hand


@pytest.fixture
async def free(database: Database) -> Made:
    return await course(database)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """The facts that were told of enrolments."""
    facts: list[Event] = []

    async def hear(_session: object, event: Event) -> None:
        facts.append(event)

    for kind in (EnrollmentStarted, EnrollmentSuspended, EnrollmentExpired):
        monkeypatch.setitem(events._subscribers, kind, [])  # noqa: SLF001  # who listens otherwise
        events.on(kind, hear, name=f"test.{kind.name}.{id(facts)}")
    return facts


async def rows(database: Database) -> list[Enrollment]:
    async with database.read() as session:
        return list(await session.scalars(sa.select(Enrollment).order_by(Enrollment.id)))


async def test_once(free: Made, as_user: AsUser, database: Database) -> None:
    person, key = await as_user(), new_key()
    path = f"/courses/{free.id}/enrollment"
    first, again = [await person.client.post(path, headers=key) for _ in range(2)]
    assert (first.status_code, first.json()) == (201, again.json())
    other = await try_enroll(person, free.id)
    assert (other.status_code, other.json()["code"]) == (409, "ENROLLED")
    assert [(row.user_id, row.status, row.free) for row in await rows(database)] == [(person.id, "active", True)]


async def test_told_once(free: Made, as_user: AsUser, drain_jobs: DrainJobs, heard: list[Event]) -> None:
    person = await as_user()
    enrollment_id = await enroll(person, free.id)
    await try_enroll(person, free.id)
    await drain_jobs()
    assert heard == [EnrollmentStarted(enrollment_id, free.id, person.id)]


async def test_a_price_comes_first(free: Made, as_user: AsUser, sold: Sold, database: Database) -> None:
    sold.sell(free)
    person = await as_user()
    refused = await try_enroll(person, free.id)
    assert (refused.status_code, refused.json()["code"]) == (402, "NOT_ENTITLED")
    details = refused.json()["details"]
    assert (details["enroll"], len(details["offers"])) == (False, 3)
    assert details["offers"][0] == {"sku_id": 100, "chapter_id": None, "price_fen": 17820}
    assert await rows(database) == []
    sold.bought[person.id, free.id] = Opened(chapters=frozenset({free.chapters[0]}))
    assert (await try_enroll(person, free.id)).status_code == 201
    assert [row.free for row in await rows(database)] == [False]


async def test_not_what_is_not_there(as_user: AsUser, database: Database, client: httpx.AsyncClient) -> None:
    draft = await course(database, published=False)
    person = await as_user()
    for number in (draft.id, 99):
        answer = await try_enroll(person, number)
        assert (answer.status_code, answer.json()["code"]) == (404, "COURSE_NOT_FOUND")
    assert (await client.post(f"/courses/{draft.id}/enrollment", headers=new_key())).status_code == 401
    assert await rows(database) == []


async def test_admitted_by_who_gives_the_right(free: Made, as_user: AsUser, database: Database) -> None:
    person = await as_user()
    for _ in range(2):
        async with database.begin() as session:
            enrollment = await enrolling.admit(session, person.id, free.id)
    assert [(row.id, row.status, row.free) for row in await rows(database)] == [(enrollment.id, "active", False)]


async def test_suspended_and_resumed(
    free: Made, as_user: AsUser, database: Database, drain_jobs: DrainJobs, heard: list[Event]
) -> None:
    person = await as_user()
    enrollment_id = await enroll(person, free.id)
    async with database.begin() as session:
        assert await enrolling.suspend(session, enrollment_id, "订单退款")
        assert not await enrolling.suspend(session, enrollment_id, "订单退款")
        assert not await enrolling.complete(session, enrollment_id)
    closed = await person.client.get(f"/lessons/{free.closed}")
    assert (closed.status_code, closed.json()["message"]) == (402, "学习已暂停，请联系老师")
    assert closed.json()["details"] == {"course_id": free.id, "enroll": False, "offers": []}
    assert (await person.client.get(f"/courses/{free.id}")).json()["can"] == []
    async with database.begin() as session:
        assert await enrolling.resume(session, enrollment_id)
        assert not await enrolling.resume(session, enrollment_id)
    assert (await person.client.get(f"/lessons/{free.closed}")).status_code == 200
    await drain_jobs()
    assert [event.name for event in heard] == ["enrollment.started", "enrollment.suspended", "enrollment.started"]


async def test_what_was_completed_stays_so(free: Made, as_user: AsUser, database: Database) -> None:
    enrollment_id = await enroll(await as_user(), free.id)
    async with database.begin() as session:
        assert await enrolling.complete(session, enrollment_id)
        assert not await enrolling.complete(session, enrollment_id)
        await enrolling.suspend(session, enrollment_id, "核对成绩")
        await enrolling.resume(session, enrollment_id)
    assert [(row.status, row.completed_at is not None) for row in await rows(database)] == [("completed", True)]


async def test_for_so_many_days(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand, heard: list[Event]
) -> None:
    short = await course(database, valid_days=7)
    person = await as_user()
    enrollment_id = await enroll(person, short.id)
    clock_hand.advance(days=6, hours=23)
    await drain_jobs()
    assert (await person.client.get(f"/lessons/{short.closed}")).status_code == 200
    clock_hand.advance(hours=1)
    assert (await person.client.get(f"/lessons/{short.closed}")).json()["message"] == "学习期限已到"
    await drain_jobs()
    assert [row.status for row in await rows(database)] == ["expired"]
    assert heard[1:] == [EnrollmentExpired(enrollment_id, short.id, person.id)]
    assert (await try_enroll(person, short.id)).status_code == 201
    assert (await person.client.get(f"/lessons/{short.closed}")).status_code == 200
    clock_hand.advance(days=6)
    await drain_jobs()
    assert [row.status for row in await rows(database)] == ["active"]


async def test_nobody_enrols_in_what_is_retired(free: Made, as_user: AsUser, database: Database) -> None:
    learner, late = await as_user(), await as_user("小红")
    await enroll(learner, free.id)
    async with database.begin() as session:
        await session.execute(sa.text("UPDATE course_course SET status = 'retired'"))
    refused = await try_enroll(late, free.id)
    assert (refused.status_code, refused.json()["code"]) == (409, "COURSE_STATUS")
    assert (await learner.client.get(f"/lessons/{free.closed}")).status_code == 200
    assert (await late.client.get("/courses")).json()["items"] == []
    assert len(await rows(database)) == 1
