from typing import Any

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.modules.exam.models import Exam, Question
from tests.course.factory import Made, course, enroll
from tests.exam import factory
from tests.keys import new_key
from tests.types import AsStaff, AsUser


@pytest.fixture
async def made(database: Database) -> Made:
    return await course(database)


async def test_a_question_from_its_first_day_to_its_last(made: Made, as_staff: AsStaff, database: Database) -> None:
    staff = await as_staff("exam.read", "exam.edit")
    body = {"course_id": made.id, "code": "E1"} | factory.SINGLE
    added = await staff.client.post("/staff/questions", json=body, headers=new_key())
    question_id = added.raise_for_status().json()["id"]
    assert (added.status_code, added.json()["key"]) == (201, [0])
    twice = await staff.client.post("/staff/questions", json=body, headers=new_key())
    assert (twice.status_code, twice.json()["code"]) == (409, "QUESTION_CODE_TAKEN")
    changed = await staff.client.put(f"/staff/questions/{question_id}", json=body | {"right": [2]})
    assert changed.raise_for_status().json()["key"] == [2]
    listed = await staff.client.get("/staff/questions", params={"course_id": made.id, "kind": "single"})
    assert [row["id"] for row in listed.json()["items"]] == [question_id]
    assert (await staff.client.delete(f"/staff/questions/{question_id}")).status_code == 204
    gone = await staff.client.delete(f"/staff/questions/{question_id}")
    assert (gone.status_code, gone.json()["code"]) == (404, "QUESTION_NOT_FOUND")
    async with database.read() as session:
        assert (await session.execute(sa.select(Question.active, Question.code))).all() == [(False, None)]


@pytest.mark.parametrize(
    "wrong",
    [
        factory.SINGLE | {"right": [3]},
        factory.SINGLE | {"right": [0, 1]},
        factory.SINGLE | {"options": ["断电"]},
        factory.SINGLE | {"options": ["断电", "断电"]},
        factory.MULTIPLE | {"right": [0]},
        factory.JUDGE | {"options": ["是", "否"]},
        factory.BLANK | {"accepted": [["36"]]},
        factory.BLANK | {"options": ["甲", "乙"]},
    ],
)
async def test_what_cannot_be_a_question(
    made: Made, as_staff: AsStaff, database: Database, wrong: dict[str, Any]
) -> None:
    staff = await as_staff("exam.edit")
    refused = await staff.client.post("/staff/questions", json={"course_id": made.id} | wrong, headers=new_key())
    assert (refused.status_code, refused.json()["code"]) == (422, "VALIDATION_FAILED")
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Question)) == 0


async def test_another_courses_chapter_or_question(made: Made, as_staff: AsStaff, database: Database) -> None:
    staff = await as_staff("exam.edit")
    other = await course(database, "叉车")
    body = {"course_id": made.id, "chapter_id": other.chapters[0]} | factory.SINGLE
    refused = await staff.client.post("/staff/questions", json=body, headers=new_key())
    assert (refused.status_code, refused.json()["code"]) == (404, "CHAPTER_NOT_FOUND")
    ids = await factory.questions(database, other.id, factory.SINGLE)
    exam = {"course_id": made.id, "title": "考试", "question_ids": ids}
    refused = await staff.client.post("/staff/exams", json=exam, headers=new_key())
    assert (refused.status_code, refused.json()["code"]) == (404, "QUESTION_NOT_FOUND")
    quiz = {"course_id": made.id, "title": "测验", "lesson_id": other.preview}
    refused = await staff.client.post("/staff/exams", json=quiz, headers=new_key())
    assert (refused.status_code, refused.json()["code"]) == (404, "LESSON_NOT_FOUND")


async def test_nothing_moves_to_another_course(made: Made, as_staff: AsStaff, database: Database) -> None:
    """Nor the quiz of one lesson to another, once somebody may have passed it."""
    staff = await as_staff("exam.edit")
    other = await course(database, "叉车")
    [question_id] = await factory.questions(database, made.id, factory.SINGLE)
    body = {"course_id": other.id} | factory.SINGLE
    refused = await staff.client.put(f"/staff/questions/{question_id}", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "QUESTION_ELSEWHERE")
    exam_id = await factory.exam(database, made.id, [question_id], lesson_id=made.closed)
    for place in ({"course_id": other.id}, {"course_id": made.id, "lesson_id": made.preview}, {"course_id": made.id}):
        refused = await staff.client.put(f"/staff/exams/{exam_id}", json={"title": "测验"} | place)
        assert (refused.status_code, refused.json()["code"]) == (409, "EXAM_ELSEWHERE")
    async with database.read() as session:
        assert (await session.get_one(Question, question_id)).course_id == made.id
        row = await session.get_one(Exam, exam_id)
        assert (row.course_id, row.lesson_id, row.title) == (made.id, made.closed, "结业考试")


async def test_an_exam_is_made_published_and_retired(made: Made, as_staff: AsStaff, database: Database) -> None:
    staff = await as_staff("exam.read", "exam.edit")
    body: dict[str, Any] = {"course_id": made.id, "title": "结业考试", "minutes": 45}
    created = await staff.client.post("/staff/exams", json=body, headers=new_key())
    exam_id = created.raise_for_status().json()["id"]
    empty = await staff.client.post(f"/staff/exams/{exam_id}/publish")
    assert (empty.status_code, empty.json()["code"]) == (422, "EXAM_INCOMPLETE")
    ids = await factory.questions(database, made.id, *factory.FOUR)
    edited = await staff.client.put(f"/staff/exams/{exam_id}", json=body | {"question_ids": ids[::-1]})
    assert edited.raise_for_status().json()["question_ids"] == ids[::-1]
    assert (await staff.client.post(f"/staff/exams/{exam_id}/publish")).json()["status"] == "published"
    again = await staff.client.post(f"/staff/exams/{exam_id}/publish")
    assert (again.status_code, again.json()["code"]) == (409, "EXAM_STATUS")
    emptied = await staff.client.put(f"/staff/exams/{exam_id}", json=body)
    assert (emptied.status_code, emptied.json()["code"]) == (422, "EXAM_INCOMPLETE")
    listed = await staff.client.get("/staff/exams", params={"course_id": made.id, "status": "published"})
    assert [row["question_ids"] for row in listed.json()["items"]] == [ids[::-1]]
    assert (await staff.client.post(f"/staff/exams/{exam_id}/retire")).json()["status"] == "retired"


async def test_results_by_masked_names(made: Made, as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    ids = await factory.questions(database, made.id, *factory.FOUR)
    exam_id = await factory.exam(database, made.id, ids)
    person = await as_user("王小明")
    await enroll(person, made.id)
    await factory.sit(person, exam_id, factory.sheet(ids))
    staff = await as_staff("exam.read")
    [row] = (await staff.client.get(f"/staff/exams/{exam_id}/attempts")).raise_for_status().json()["items"]
    assert (row["user_id"], row["score"], row["passed"]) == (person.id, 100, True)
    assert row["name"] != "王小明"


@pytest.mark.parametrize(
    ("method", "path", "needed"),
    [
        ("GET", "/staff/questions", "exam.read"),
        ("POST", "/staff/questions", "exam.edit"),
        ("PUT", "/staff/questions/1", "exam.edit"),
        ("DELETE", "/staff/questions/1", "exam.edit"),
        ("GET", "/staff/exams", "exam.read"),
        ("POST", "/staff/exams", "exam.edit"),
        ("PUT", "/staff/exams/1", "exam.edit"),
        ("POST", "/staff/exams/1/publish", "exam.edit"),
        ("POST", "/staff/exams/1/retire", "exam.edit"),
        ("GET", "/staff/exams/1/attempts", "exam.read"),
    ],
)
async def test_permissions(as_staff: AsStaff, method: str, path: str, needed: str) -> None:
    other = "exam.edit" if needed == "exam.read" else "exam.read"
    refused = await (await as_staff(other)).client.request(method, path, json={})
    assert (refused.status_code, refused.json()["code"]) == (403, "FORBIDDEN")
