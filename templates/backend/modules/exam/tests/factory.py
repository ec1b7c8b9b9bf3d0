"""Questions and exams for tests: made as staff make them."""

from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.exam import editing
from app.modules.exam.schemas import ExamIn, QuestionIn
from tests.keys import new_key
from tests.types import Person

SINGLE: dict[str, Any] = {"kind": "single", "stem": "先做什么？", "options": ["断电", "挂牌", "通电"], "right": [0]}
MULTIPLE: dict[str, Any] = {
    "kind": "multiple",
    "stem": "哪些是安全用具？",
    "options": ["绝缘手套", "验电器", "铝梯", "绝缘垫"],
    "right": [0, 1, 3],
}
JUDGE: dict[str, Any] = {"kind": "judge", "stem": "断电后即可触碰。", "right": [1]}
BLANK: dict[str, Any] = {
    "kind": "blank",
    "stem": "安全电压不超过 ___ 伏，看 ___。",
    "accepted": [["36", "三十六"], ["环境"]],
    "explanation": "特别潮湿处为 12 伏。",
}
FOUR = (SINGLE, MULTIPLE, JUDGE, BLANK)
RIGHT: tuple[list[Any], ...] = ([0], [0, 1, 3], [1], ["36", "环境"])
"""What earns everything, in the order of FOUR."""


async def questions(database: Database, course_id: int, *bodies: Mapping[str, Any]) -> list[int]:
    """Their ids; 25 points each unless they say otherwise."""
    async with database.begin() as session:
        rows = [
            await editing.add_question(
                session, SYSTEM, QuestionIn.model_validate({"points": 25, "course_id": course_id} | dict(body))
            )
            for body in bodies
        ]
        return [row.id for row in rows]


async def exam(
    database: Database,
    course_id: int,
    question_ids: Sequence[int] = (),
    *,
    published: bool = True,
    **fields: Any,  # noqa: ANN401  # JSON
) -> int:
    async with database.begin() as session:
        body = {"course_id": course_id, "title": "结业考试", "question_ids": list(question_ids)} | fields
        made = await editing.create(session, SYSTEM, ExamIn.model_validate(body))
        if published:
            await editing.publish(session, SYSTEM, made.id)
        return made.id


def sheet(question_ids: Sequence[int], answers: Sequence[Any] = RIGHT, revision: int = 1) -> dict[str, Any]:
    given = {str(number): answer for number, answer in zip(question_ids, answers, strict=False) if answer}
    return {"revision": revision, "answers": given}


async def start(person: Person, exam_id: int) -> dict[str, Any]:
    return dict((await person.client.post(f"/exams/{exam_id}/attempts")).raise_for_status().json())


async def submit(person: Person, attempt_id: int, body: Mapping[str, Any]) -> httpx.Response:
    return await person.client.post(f"/exam-attempts/{attempt_id}/submission", json=dict(body), headers=new_key())


async def sit(person: Person, exam_id: int, body: Mapping[str, Any]) -> dict[str, Any]:
    """One whole attempt: what it came to."""
    attempt = await start(person, exam_id)
    return dict((await submit(person, attempt["id"], body)).raise_for_status().json())
