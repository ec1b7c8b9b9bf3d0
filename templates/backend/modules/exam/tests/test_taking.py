"""Sitting an exam, against the server's clock."""

from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.modules.exam.models import Attempt
from tests.course.factory import Made, course, enroll
from tests.exam import factory
from tests.keys import new_key
from tests.types import AsUser, Configure, DrainJobs, Hand, Person


@pytest.fixture
async def made(database: Database) -> Made:
    return await course(database)


@pytest.fixture
async def ids(database: Database, made: Made) -> list[int]:
    return await factory.questions(database, made.id, *factory.FOUR)


@pytest.fixture
async def exam_id(database: Database, made: Made, ids: list[int]) -> int:
    return await factory.exam(database, made.id, ids, minutes=30, max_attempts=3)


@pytest.fixture
async def learner(as_user: AsUser, made: Made) -> Person:
    person = await as_user()
    await enroll(person, made.id)
    return person


async def test_everything_right(learner: Person, made: Made, exam_id: int, ids: list[int]) -> None:
    attempt = await factory.start(learner, exam_id)
    assert (attempt["number"], attempt["status"], attempt["revision"]) == (1, "started", 0)
    assert [one["id"] for one in attempt["questions"]] == ids
    assert [one["blanks"] for one in attempt["questions"]] == [0, 0, 0, 2]
    took = datetime.fromisoformat(attempt["deadline"]) - datetime.fromisoformat(attempt["started_at"])
    assert took.total_seconds() == 1800
    done = (await factory.submit(learner, attempt["id"], factory.sheet(ids))).raise_for_status().json()
    assert (done["status"], done["points"], done["total"], done["score"], done["passed"]) == (
        "graded",
        100,
        100,
        100,
        True,
    )
    assert [one["earned"] for one in done["marked"]] == [25] * 4
    assert done["marked"][3]["explanation"] == "特别潮湿处为 12 伏。"
    assert done["can_retry"] is False
    [shown] = (await learner.client.get(f"/courses/{made.id}/exams")).json()["items"]
    assert (shown["passed"], shown["best_score"], shown["used"], shown["can_start"]) == (True, 100, 1, False)
    again = await learner.client.post(f"/exams/{exam_id}/attempts")
    assert (again.status_code, again.json()["code"]) == (409, "EXAM_PASSED")


async def test_the_key_stays_until_it_is_graded(learner: Person, exam_id: int, ids: list[int]) -> None:
    attempt = await factory.start(learner, exam_id)
    seen = [attempt, (await learner.client.get(f"/exam-attempts/{attempt['id']}")).json()]
    saved = await learner.client.put(f"/exam-attempts/{attempt['id']}/answers", json=factory.sheet(ids))
    seen.append(saved.json())
    seen.append((await learner.client.get(f"/exams/{exam_id}")).json())
    for answer in seen:
        assert "三十六" not in str(answer)
        assert "特别潮湿处" not in str(answer)
        assert "key" not in str(answer)


async def test_fail_and_try_again_until_none_is_left(learner: Person, exam_id: int, ids: list[int]) -> None:
    for number in range(1, 4):
        done = await factory.sit(learner, exam_id, factory.sheet(ids, [[0], [0]]))
        assert (done["number"], done["score"], done["passed"], done["can_retry"]) == (number, 25, False, number < 3)
    fourth = await learner.client.post(f"/exams/{exam_id}/attempts")
    assert (fourth.status_code, fourth.json()["code"]) == (409, "ATTEMPTS_USED")
    assert fourth.json()["details"] == {"allowed": 3}
    rows = (await learner.client.get("/me/exam-attempts")).json()["items"]
    assert [(row["number"], row["passed"]) for row in rows] == [(3, False), (2, False), (1, False)]


async def test_opened_again_it_goes_on(learner: Person, exam_id: int, ids: list[int], clock_hand: Hand) -> None:
    attempt = await factory.start(learner, exam_id)
    path = f"/exam-attempts/{attempt['id']}/answers"
    assert (await learner.client.put(path, json=factory.sheet(ids, [[1]], 1))).json() == {"revision": 1}
    assert (await learner.client.put(path, json=factory.sheet(ids, [[0], [0, 1, 3]], 2))).json() == {"revision": 2}
    late = await learner.client.put(path, json=factory.sheet(ids, [[2]], 1))  # overtaken on its way
    assert (late.status_code, late.json()) == (200, {"revision": 2})
    clock_hand.advance(minutes=10)
    resumed = await factory.start(learner, exam_id)
    assert (resumed["id"], resumed["number"], resumed["revision"]) == (attempt["id"], 1, 2)
    assert resumed["answers"] == {str(ids[0]): [0], str(ids[1]): [0, 1, 3]}
    assert resumed["deadline"] == attempt["deadline"]


async def test_too_late(  # noqa: PLR0917  # fixtures
    learner: Person, exam_id: int, ids: list[int], clock_hand: Hand, database: Database, drain_jobs: DrainJobs
) -> None:
    attempt = await factory.start(learner, exam_id)
    path = f"/exam-attempts/{attempt['id']}"
    await learner.client.put(f"{path}/answers", json=factory.sheet(ids, [[0], [0, 1, 3], [1]]))
    clock_hand.advance(minutes=30, seconds=6)
    for refused in (
        await factory.submit(learner, attempt["id"], factory.sheet(ids, revision=2)),
        await learner.client.put(f"{path}/answers", json=factory.sheet(ids, revision=2)),
    ):
        assert (refused.status_code, refused.json()["code"]) == (409, "ATTEMPT_EXPIRED")
    async with database.read() as session:
        row = await session.get_one(Attempt, attempt["id"])
        assert (row.status, row.revision) == ("started", 1)
    await drain_jobs()
    done = (await learner.client.get(path)).json()
    assert (done["status"], done["points"], done["passed"], done["submitted_at"]) == ("graded", 75, True, None)
    again = await factory.submit(learner, attempt["id"], factory.sheet(ids, revision=2))
    assert (again.status_code, again.json()["code"]) == (409, "ATTEMPT_EXPIRED")


async def test_what_was_on_its_way_is_taken(
    learner: Person, exam_id: int, ids: list[int], clock_hand: Hand, configure: Configure
) -> None:
    configure("exam", grace="10s", partial="none", answers_shown="graded")
    attempt = await factory.start(learner, exam_id)
    clock_hand.advance(minutes=30, seconds=9)
    done = await factory.submit(learner, attempt["id"], factory.sheet(ids))
    assert done.raise_for_status().json()["passed"] is True


async def test_half_for_who_missed_some(learner: Person, exam_id: int, ids: list[int], configure: Configure) -> None:
    answers = factory.sheet(ids, [[], [0, 3]])
    assert (await factory.sit(learner, exam_id, answers))["points"] == 0
    configure("exam", grace="5s", partial="half", answers_shown="graded")
    assert (await factory.sit(learner, exam_id, answers))["points"] == 12


async def test_a_new_attempt_closes_the_one_whose_time_is_over(
    learner: Person, exam_id: int, clock_hand: Hand, database: Database
) -> None:
    """Even where the job has not come to it yet."""
    first = await factory.start(learner, exam_id)
    clock_hand.advance(minutes=31)
    second = await factory.start(learner, exam_id)
    assert (second["number"], second["id"] != first["id"]) == (2, True)
    async with database.read() as session:
        found = await session.execute(
            sa.select(Attempt.number, Attempt.status, Attempt.points).order_by(Attempt.number)
        )
        assert found.all() == [(1, "graded", 0), (2, "started", None)]


async def test_handed_in_once(learner: Person, exam_id: int, ids: list[int]) -> None:
    attempt = await factory.start(learner, exam_id)
    path, key = f"/exam-attempts/{attempt['id']}/submission", new_key()
    first = await learner.client.post(path, json=factory.sheet(ids, [[0]]), headers=key)
    same = await learner.client.post(path, json=factory.sheet(ids, [[0]]), headers=key)
    assert first.json()["score"] == same.json()["score"] == 25
    other = await factory.submit(learner, attempt["id"], factory.sheet(ids, revision=9))
    assert (other.status_code, other.json()["code"]) == (409, "ATTEMPT_STATUS")
    kept = await learner.client.put(f"/exam-attempts/{attempt['id']}/answers", json=factory.sheet(ids, revision=9))
    assert (kept.status_code, kept.json()["code"]) == (409, "ATTEMPT_STATUS")
    assert (await learner.client.get(f"/exam-attempts/{attempt['id']}")).json()["score"] == 25


async def test_an_older_sheet_is_not_handed_in(learner: Person, exam_id: int, ids: list[int]) -> None:
    attempt = await factory.start(learner, exam_id)
    await learner.client.put(f"/exam-attempts/{attempt['id']}/answers", json=factory.sheet(ids, revision=5))
    stale = await factory.submit(learner, attempt["id"], factory.sheet(ids, [[1]], 3))
    assert (stale.status_code, stale.json()["code"]) == (409, "ANSWERS_STALE")
    assert stale.json()["details"] == {"revision": 5}
    assert (await learner.client.get(f"/exam-attempts/{attempt['id']}")).json()["status"] == "started"


@pytest.mark.parametrize(
    "answer",
    [[3], [0, 1], ["断电"], [-1]],
    ids=["no such option", "two of a single", "a text", "negative"],
)
async def test_what_cannot_be_an_answer(learner: Person, exam_id: int, ids: list[int], answer: list[Any]) -> None:
    attempt = await factory.start(learner, exam_id)
    wrong = await factory.submit(learner, attempt["id"], {"revision": 1, "answers": {str(ids[0]): answer}})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "ANSWER_INVALID")
    foreign = await factory.submit(learner, attempt["id"], {"revision": 1, "answers": {"999999": [0]}})
    assert foreign.json()["details"] == {"question_id": "999999"}
    assert (await learner.client.get(f"/exam-attempts/{attempt['id']}")).json()["revision"] == 0


async def test_who_is_not_enrolled(as_user: AsUser, exam_id: int, database: Database) -> None:
    stranger = await as_user("路人")
    refused = await stranger.client.post(f"/exams/{exam_id}/attempts")
    assert (refused.status_code, refused.json()["code"]) == (402, "NOT_ENTITLED")
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Attempt)) == 0


async def test_somebody_elses(learner: Person, as_user: AsUser, made: Made, exam_id: int, ids: list[int]) -> None:
    attempt = await factory.start(learner, exam_id)
    other = await as_user("同学")
    await enroll(other, made.id)
    for refused in (
        await other.client.get(f"/exam-attempts/{attempt['id']}"),
        await other.client.put(f"/exam-attempts/{attempt['id']}/answers", json=factory.sheet(ids)),
        await factory.submit(other, attempt["id"], factory.sheet(ids)),
    ):
        assert (refused.status_code, refused.json()["code"]) == (404, "ATTEMPT_NOT_FOUND")
    assert (await learner.client.get(f"/exam-attempts/{attempt['id']}")).json()["revision"] == 0


async def test_answers_only_when_it_is_passed(
    learner: Person, exam_id: int, ids: list[int], configure: Configure
) -> None:
    configure("exam", grace="5s", partial="none", answers_shown="passed")
    failed = await factory.sit(learner, exam_id, factory.sheet(ids, [[1]]))
    assert {(one["key"] is None, one["explanation"] is None) for one in failed["marked"]} == {(True, True)}
    passed = await factory.sit(learner, exam_id, factory.sheet(ids))
    assert passed["marked"][0]["key"] == [0]
    first = (await learner.client.get(f"/exam-attempts/{failed['id']}")).json()
    assert first["marked"][3]["key"] == [["36", "三十六"], ["环境"]]
