"""Demo data: a bank of questions, and exams that ask them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM
from app.core.module import SeedData
from app.modules.course.api import course_ids_by_code, outline_of
from app.modules.exam import editing
from app.modules.exam.schemas import ExamIn, QuestionIn

Row = Mapping[str, Any]


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `questions`: `course` (its code), `chapter` (its place, from 1) and fields of QuestionIn.

    `exams`: `course`, `lesson` (its place in the course, from 1), `codes` of what it asks, and fields of ExamIn.

    Raises KeyError for a course or question that is not there.
    """
    rows, exams = data.rows.get("questions", ()), data.rows.get("exams", ())
    ids = await course_ids_by_code(session, {row["course"] for row in (*rows, *exams)})
    outlines = {code: await outline_of(session, number) for code, number in ids.items()}
    by_code: dict[str, int] = {}
    for row in rows:
        number = row.get("chapter")
        chapter_id = outlines[row["course"]].chapters[number - 1].id if number else None
        own = {name: value for name, value in row.items() if name not in {"course", "chapter"}}
        body = QuestionIn.model_validate(own | {"course_id": ids[row["course"]], "chapter_id": chapter_id})
        made = await editing.add_question(session, SYSTEM, body)
        if made.code:
            by_code[made.code] = made.id
    for row in exams:
        lesson_id = outlines[row["course"]].in_order[row["lesson"] - 1].id if "lesson" in row else None
        own = {name: value for name, value in row.items() if name not in {"course", "lesson", "codes"}}
        questions = [by_code[code] for code in row.get("codes", ())]
        place = {"course_id": ids[row["course"]], "lesson_id": lesson_id}
        wanted = ExamIn.model_validate(own | place | {"question_ids": questions})
        exam = await editing.create(session, SYSTEM, wanted)
        await editing.publish(session, SYSTEM, exam.id)
