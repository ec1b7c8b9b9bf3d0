"""Reading questions, exams and results, for staff."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.pagination import Page, PageQuery, paginate
from app.modules.exam import editing, queries
from app.modules.exam.models import Attempt, Exam, Question
from app.modules.exam.schemas import StaffAttempt, StaffExam, StaffQuestion
from app.modules.identity.api import masked_names


async def questions(
    session: AsyncSession, page: PageQuery, course_id: int | None, kind: str | None
) -> Page[StaffQuestion]:
    statement = sa.select(Question).where(Question.active)
    if course_id is not None:
        statement = statement.where(Question.course_id == course_id)
    if kind is not None:
        statement = statement.where(Question.kind == kind)
    rows, cursor = await paginate(session, statement, page, key=[Question.id])
    return Page(items=[question(row) for row in rows], next_cursor=cursor)


def question(row: Question) -> StaffQuestion:
    return StaffQuestion.model_validate({name: getattr(row, name) for name in StaffQuestion.model_fields})


async def exams(session: AsyncSession, page: PageQuery, course_id: int | None, status: str | None) -> Page[StaffExam]:
    statement = sa.select(Exam)
    if course_id is not None:
        statement = statement.where(Exam.course_id == course_id)
    if status is not None:
        statement = statement.where(Exam.status == status)
    rows, cursor = await paginate(session, statement, page, key=[Exam.id])
    return Page(items=[exam(row) for row in rows], next_cursor=cursor)


def exam(row: Exam) -> StaffExam:
    facts = StaffExam.model_fields.keys() - {"question_ids"}
    own = {name: getattr(row, name) for name in facts}
    return StaffExam.model_validate(own | {"question_ids": [line.question_id for line in row.lines]})


async def attempts(session: AsyncSession, exam_id: int, page: PageQuery) -> Page[StaffAttempt]:
    """Raises ExamNotFound."""
    await editing.exam_by_id(session, exam_id)
    statement = sa.select(Attempt).where(Attempt.exam_id == exam_id)
    rows, cursor = await paginate(session, statement, page, key=[Attempt.id])
    names = await masked_names(session, {row.user_id for row in rows})
    own = ("user_id", "points", "total", "submitted_at")
    items = [
        StaffAttempt.model_validate(
            queries.row_facts(row) | {name: getattr(row, name) for name in own} | {"name": names[row.user_id]}
        )
        for row in rows
    ]
    return Page(items=items, next_cursor=cursor)
