"""Three tabs, several processes: an exam is sat as often as it may be, and no oftener."""

import sqlalchemy as sa

from app.core.database import Database
from app.core.errors import AppError
from app.modules.exam import taking
from app.modules.exam.models import Attempt
from tests.course.factory import course, enroll
from tests.exam import factory
from tests.racing import race
from tests.types import AsUser

PROCESSES = 4
TABS = 3


async def start(database: Database, user_id: int, exam_id: int) -> str:
    """The number of the attempt, or why there is none."""
    try:
        async with database.begin() as session:
            return str((await taking.start(session, user_id, exam_id)).number)
    except AppError as error:
        return error.code


async def submit(
    database: Database, user_id: int, attempt_id: int, revision: int, answers: dict[str, list[int]]
) -> str:
    try:
        async with database.begin() as session:
            return (await taking.submit(session, user_id, attempt_id, revision, answers)).status
    except AppError as error:
        return error.code


async def save(database: Database, user_id: int, attempt_id: int, revision: int, answers: dict[str, list[int]]) -> int:
    async with database.begin() as session:
        return (await taking.save(session, user_id, attempt_id, revision, answers)).revision


async def expire(database: Database, attempt_id: int) -> None:
    async with database.begin() as session:
        await taking.expire(session, {"attempt_id": attempt_id})


async def test_one_attempt_however_many_tabs(database: Database, as_user: AsUser) -> None:
    made = await course(database)
    ids = await factory.questions(database, made.id, *factory.FOUR)
    exam_id = await factory.exam(database, made.id, ids)
    person = await as_user()
    await enroll(person, made.id)
    calls = [[(person.id, exam_id)] * TABS] * PROCESSES
    assert set(await race(database, start, calls)) == {"1"}
    async with database.read() as session:
        assert list(await session.scalars(sa.select(Attempt.number))) == [1]


async def test_the_fourth_of_three(database: Database, as_user: AsUser) -> None:
    made = await course(database)
    ids = await factory.questions(database, made.id, *factory.FOUR)
    exam_id = await factory.exam(database, made.id, ids, max_attempts=3)
    person = await as_user()
    await enroll(person, made.id)
    for _ in range(3):
        await factory.sit(person, exam_id, factory.sheet(ids, [[1]]))
    came_to = await race(database, start, [[(person.id, exam_id)] * TABS] * PROCESSES)
    assert set(came_to) == {"ATTEMPTS_USED"}
    async with database.read() as session:
        assert list(await session.scalars(sa.select(Attempt.number).order_by(Attempt.number))) == [1, 2, 3]


async def test_handed_in_once_and_the_newest_answers_stay(database: Database, as_user: AsUser) -> None:
    made = await course(database)
    [first, *_] = ids = await factory.questions(database, made.id, *factory.FOUR)
    exam_id = await factory.exam(database, made.id, ids)
    person = await as_user()
    await enroll(person, made.id)
    attempt = await factory.start(person, exam_id)
    saves = [
        [(person.id, attempt["id"], revision, {str(first): [revision % 3]}) for revision in range(place, 21, PROCESSES)]
        for place in range(1, PROCESSES + 1)
    ]
    assert max(await race(database, save, saves)) == 20
    async with database.read() as session:
        row = await session.get_one(Attempt, attempt["id"])
        assert (row.revision, row.answers) == (20, {str(first): [2]})
    sheets = [[(person.id, attempt["id"], 21, {str(first): [0]})]] * PROCESSES
    assert sorted(await race(database, submit, sheets)) == ["ATTEMPT_STATUS"] * (PROCESSES - 1) + ["graded"]


async def test_time_is_up_once(database: Database, as_user: AsUser) -> None:
    """The job, and a new attempt that closes the old one, in whichever order."""
    made = await course(database)
    ids = await factory.questions(database, made.id, *factory.FOUR)
    exam_id = await factory.exam(database, made.id, ids)
    person = await as_user()
    await enroll(person, made.id)
    attempt = await factory.start(person, exam_id)
    async with database.begin() as session:
        over = sa.update(Attempt).where(Attempt.id == attempt["id"])
        past = Attempt.started_at
        await session.execute(over.values(deadline=past, closes_at=past))
    await race(database, expire, [[(attempt["id"],)]] * PROCESSES)
    async with database.read() as session:
        row = await session.get_one(Attempt, attempt["id"])
        assert (row.status, row.points, row.submitted_at) == ("graded", 0, None)
