import sqlalchemy as sa

from app.core.database import Database
from app.modules.exam.models import Attempt
from app.modules.exam.personal_data import ExamData
from tests.course.factory import course, enroll
from tests.exam import factory
from tests.types import AsUser


async def test_a_copy_without_the_keys(database: Database, as_user: AsUser) -> None:
    made = await course(database)
    ids = await factory.questions(database, made.id, *factory.FOUR)
    exam_id = await factory.exam(database, made.id, ids)
    person = await as_user()
    await enroll(person, made.id)
    await factory.sit(person, exam_id, factory.sheet(ids, [[0], [], [1]]))
    [row] = (await person.client.get("/me/export")).json()["exams"]
    assert (row["exam"], row["score"], row["passed"]) == ("结业考试", 50, False)
    assert [one["answer"] for one in row["answers"]] == [[0], None, [1], None]
    assert "三十六" not in str(row)


async def test_answers_go_and_the_result_stays(database: Database, as_user: AsUser) -> None:
    made = await course(database)
    ids = await factory.questions(database, made.id, *factory.FOUR)
    exam_id = await factory.exam(database, made.id, ids)
    person = await as_user()
    await enroll(person, made.id)
    await factory.sit(person, exam_id, factory.sheet(ids))
    async with database.begin() as session:
        await ExamData().erase(session, person.id)
    async with database.read() as session:
        rows = await session.execute(sa.select(Attempt.answers, Attempt.passed, Attempt.points))
        assert rows.all() == [({}, True, 100)]
