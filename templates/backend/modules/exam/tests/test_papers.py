"""What is asked: fixed papers, and drawn ones that stay with their attempt."""

from typing import Any

import pytest
import sqlalchemy as sa

from app.contracts.exam import QUIZZES, AttemptGraded, NoQuizzes
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.errors import AppError
from app.core.events import on
from app.modules.exam import editing
from app.modules.exam.api import final_of, passed_final
from app.modules.exam.errors import ExamIncomplete
from app.modules.exam.models import Attempt
from app.modules.exam.schemas import ExamIn
from tests.course.factory import Made, course, enroll
from tests.exam import factory
from tests.types import AsUser, DrainJobs, Person

DRAWS = [
    {"chapter_id": None, "kind": None, "count": 2},
    {"chapter_id": None, "kind": "judge", "count": 2},
]


@pytest.fixture
async def made(database: Database) -> Made:
    return await course(database)


@pytest.fixture
async def learner(as_user: AsUser, made: Made) -> Person:
    person = await as_user()
    await enroll(person, made.id)
    return person


async def bank(database: Database, made: Made) -> list[int]:
    """Three judgements of the second chapter, three single choices of none."""
    judged = [factory.JUDGE | {"stem": f"判断{number}", "chapter_id": made.chapters[1]} for number in range(3)]
    chosen = [factory.SINGLE | {"stem": f"单选{number}"} for number in range(3)]
    return await factory.questions(database, made.id, *judged, *chosen)


async def test_drawn_as_many_as_are_asked_for(database: Database, made: Made, learner: Person) -> None:
    await bank(database, made)
    exam_id = await factory.exam(database, made.id, draws=DRAWS)
    attempt = await factory.start(learner, exam_id)
    kinds = [one["kind"] for one in attempt["questions"]]
    assert len({one["id"] for one in attempt["questions"]}) == len(kinds) == 4
    assert kinds.count("judge") >= 2
    again = (await learner.client.get(f"/exam-attempts/{attempt['id']}")).json()
    assert again["questions"] == attempt["questions"]


async def test_narrow_wishes_come_first(database: Database, made: Made, learner: Person) -> None:
    """Five of any kind would leave too few of the three judgements."""
    await bank(database, made)
    draws = [
        {"chapter_id": None, "kind": None, "count": 3},
        {"chapter_id": made.chapters[1], "kind": "judge", "count": 3},
    ]
    exam_id = await factory.exam(database, made.id, draws=draws, max_attempts=99)
    for _ in range(5):
        attempt = await factory.start(learner, exam_id)
        assert sorted(one["kind"] for one in attempt["questions"]) == ["judge"] * 3 + ["single"] * 3
        await factory.submit(learner, attempt["id"], factory.sheet([], []))


async def test_a_bank_that_is_too_small(database: Database, made: Made) -> None:
    await bank(database, made)
    draws = [{"chapter_id": made.chapters[1], "kind": "judge", "count": 4}]
    exam_id = await factory.exam(database, made.id, draws=draws, published=False)
    with pytest.raises(ExamIncomplete) as refused:
        async with database.begin() as session:
            await editing.publish(session, SYSTEM, exam_id)
    assert refused.value.details == {"short": ["本章判断要 4 题，只有 3 题"]}
    async with database.read() as session:
        assert (await editing.exam_by_id(session, exam_id)).status == "draft"


async def test_an_attempt_keeps_what_it_asked(database: Database, made: Made, learner: Person) -> None:
    ids = await factory.questions(database, made.id, *factory.FOUR)
    exam_id = await factory.exam(database, made.id, ids)
    attempt = await factory.start(learner, exam_id)
    async with database.begin() as session:
        await editing.remove_question(session, SYSTEM, ids[0])
        await editing.retire(session, SYSTEM, exam_id)
    resumed = await factory.start(learner, exam_id)
    assert resumed["id"] == attempt["id"]
    done = (await factory.submit(learner, attempt["id"], factory.sheet(ids))).raise_for_status().json()
    assert (done["points"], done["total"], done["passed"]) == (100, 100, True)


async def test_nobody_begins_one_that_is_retired(database: Database, made: Made, learner: Person) -> None:
    ids = await factory.questions(database, made.id, *factory.FOUR)
    draft = await factory.exam(database, made.id, ids, published=False)
    hidden = await learner.client.post(f"/exams/{draft}/attempts")
    assert (hidden.status_code, hidden.json()["code"]) == (404, "EXAM_NOT_FOUND")
    async with database.begin() as session:
        await editing.publish(session, SYSTEM, draft)
        await editing.retire(session, SYSTEM, draft)
    refused = await learner.client.post(f"/exams/{draft}/attempts")
    assert (refused.status_code, refused.json()["code"]) == (409, "EXAM_STATUS")
    assert (await learner.client.get(f"/courses/{made.id}/exams")).json()["items"] == []
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Attempt)) == 0


async def test_one_quiz_a_lesson_and_one_final_a_course(database: Database, made: Made) -> None:
    ids = await factory.questions(database, made.id, *factory.FOUR)
    places: tuple[dict[str, Any], ...] = ({}, {"lesson_id": made.closed})
    for place in places:
        first = await factory.exam(database, made.id, ids, **place)
        second = await factory.exam(database, made.id, ids, published=False, **place)
        with pytest.raises(AppError, match="已有一场发布中的考试"):
            async with database.begin() as session:
                await editing.publish(session, SYSTEM, second)
        async with database.begin() as session:
            await editing.retire(session, SYSTEM, first)
        async with database.begin() as session:
            assert (await editing.publish(session, SYSTEM, second)).status == "published"


async def test_a_quiz_opens_with_its_lesson(database: Database, made: Made, as_user: AsUser) -> None:
    ids = await factory.questions(database, made.id, *factory.FOUR)
    quiz = await factory.exam(database, made.id, ids, lesson_id=made.closed, title="1.2 随堂测验")
    stranger = await as_user("路人")
    refused = await stranger.client.post(f"/exams/{quiz}/attempts")
    assert (refused.status_code, refused.json()["code"]) == (402, "NOT_ENTITLED")
    await enroll(stranger, made.id)
    assert (await factory.start(stranger, quiz))["lesson_id"] == made.closed


async def test_what_is_told_of_a_passed_quiz(
    database: Database, made: Made, learner: Person, drain_jobs: DrainJobs
) -> None:
    told: list[AttemptGraded] = []

    async def note(_: object, event: AttemptGraded) -> None:
        told.append(event)

    on(AttemptGraded, note, name=f"test.attempt_graded.{id(told)}")
    ids = await factory.questions(database, made.id, *factory.FOUR)
    quiz = await factory.exam(database, made.id, ids, lesson_id=made.closed)
    lessons = [made.preview, made.closed]
    quizzes = QUIZZES.one(NoQuizzes())
    for answers, passed in (([[1]], frozenset()), (factory.RIGHT, frozenset({made.closed}))):
        await factory.sit(learner, quiz, factory.sheet(ids, answers))
        async with database.read() as session:
            assert await quizzes.asked(session, lessons) == {made.closed}
            assert await quizzes.passed(session, learner.id, lessons) == passed
    await drain_jobs()
    assert [(event.lesson_id, event.user_id, event.passed, event.score) for event in told] == [
        (made.closed, learner.id, False, 0),
        (made.closed, learner.id, True, 100),
    ]


async def test_a_passed_final(database: Database, made: Made, learner: Person) -> None:
    ids = await factory.questions(database, made.id, *factory.FOUR)
    async with database.read() as session:
        assert await final_of(session, made.id) is None
    exam_id = await factory.exam(database, made.id, ids)
    await factory.sit(learner, exam_id, factory.sheet(ids, [[0]]))
    async with database.read() as session:
        assert await passed_final(session, learner.id, made.id) is None
    done = await factory.sit(learner, exam_id, factory.sheet(ids))
    async with database.read() as session:
        assert await final_of(session, made.id) == exam_id
        passed = await passed_final(session, learner.id, made.id)
    assert passed is not None
    assert (passed.attempt_id, passed.exam_title, passed.score) == (done["id"], "结业考试", 100)


async def test_questions_in_another_order(database: Database, made: Made, learner: Person) -> None:
    ids = await factory.questions(database, made.id, *(factory.SINGLE | {"stem": f"{n}"} for n in range(20)))
    exam_id = await factory.exam(database, made.id, ids, shuffled=True, max_attempts=9)
    orders = []
    for _ in range(3):
        attempt = await factory.start(learner, exam_id)
        orders.append([one["id"] for one in attempt["questions"]])
        await factory.submit(learner, attempt["id"], factory.sheet([], []))
    assert all(sorted(order) == ids for order in orders)
    assert any(order != ids for order in orders)


@pytest.mark.parametrize(
    "wrong",
    [
        {"question_ids": [1], "draws": DRAWS},
        {"question_ids": [1, 1]},
        {"minutes": 0},
        {"max_attempts": 0},
        {"pass_percent": 101},
    ],
)
def test_what_cannot_be_an_exam(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        ExamIn.model_validate({"course_id": 1, "title": "考试"} | wrong)
