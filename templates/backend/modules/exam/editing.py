"""What staff do with questions and exams. Every change is audited."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.modules.course.api import ChapterNotFound, LessonNotFound, find, find_chapter, find_lesson
from app.modules.exam import papers
from app.modules.exam.errors import (
    ExamElsewhere,
    ExamNotFound,
    ExamStatus,
    ExamTaken,
    QuestionCodeTaken,
    QuestionElsewhere,
    QuestionNotFound,
)
from app.modules.exam.models import Exam, PaperLine, Question
from app.modules.exam.schemas import ExamIn, QuestionIn
from app.modules.exam.states import BLANK, EXAM, JUDGE, JUDGE_OPTIONS, PUBLISHED, RETIRED


async def question_by_id(session: AsyncSession, question_id: int) -> Question:
    """Raises QuestionNotFound, also for one that was taken out."""
    row = await session.get(Question, question_id, populate_existing=True)
    if row is None or not row.active:
        raise QuestionNotFound
    return row


def question_fields(body: QuestionIn) -> dict[str, object]:
    values = body.model_dump(exclude={"right", "accepted"})
    values["options"] = list(JUDGE_OPTIONS) if body.kind == JUDGE else body.options
    values["key"] = body.accepted if body.kind == BLANK else sorted(body.right)
    return values


async def add_question(session: AsyncSession, actor: Actor, body: QuestionIn) -> Question:
    """Raises CourseNotFound, ChapterNotFound, QuestionCodeTaken."""
    await _require_place(session, body.course_id, body.chapter_id)
    row = Question(**question_fields(body), created_at=clock.now())
    session.add(row)
    await _flush(session)
    await audit.record(session, actor, "exam_question.create", "exam_question", row.id, course_id=row.course_id)
    return row


async def edit_question(session: AsyncSession, actor: Actor, question_id: int, body: QuestionIn) -> Question:
    """Attempts that have begun keep what they asked. Raises as adding does, and QuestionNotFound, QuestionElsewhere."""
    row = await question_by_id(session, question_id)
    if body.course_id != row.course_id:
        raise QuestionElsewhere
    await _require_place(session, body.course_id, body.chapter_id)
    for name, value in question_fields(body).items():
        setattr(row, name, value)
    await _flush(session)
    await audit.record(session, actor, "exam_question.edit", "exam_question", question_id)
    return row


async def remove_question(session: AsyncSession, actor: Actor, question_id: int) -> None:
    """Out of the bank and of every paper to come; its code is free again. Raises QuestionNotFound."""
    row = await question_by_id(session, question_id)
    row.active, row.code = False, None
    await audit.record(session, actor, "exam_question.remove", "exam_question", question_id)


async def _require_place(session: AsyncSession, course_id: int, chapter_id: int | None) -> None:
    await find(session, course_id)
    if chapter_id is not None and (await find_chapter(session, chapter_id)).course_id != course_id:
        raise ChapterNotFound


async def exam_by_id(session: AsyncSession, exam_id: int) -> Exam:
    """Raises ExamNotFound."""
    row = await session.get(Exam, exam_id, populate_existing=True)
    if row is None:
        raise ExamNotFound
    return row


async def create(session: AsyncSession, actor: Actor, body: ExamIn) -> Exam:
    """A draft. Raises CourseNotFound, LessonNotFound, ChapterNotFound, QuestionNotFound."""
    await _require(session, body)
    row = Exam(**_exam_fields(body), status=EXAM.initial, created_at=clock.now())
    session.add(row)
    await session.flush()
    await _set_lines(session, row.id, body.question_ids)
    await audit.record(session, actor, "exam.create", "exam", row.id, title=body.title)
    return await exam_by_id(session, row.id)


async def edit(session: AsyncSession, actor: Actor, exam_id: int, body: ExamIn) -> Exam:
    """For attempts to come. Raises as creating does, and ExamNotFound, ExamElsewhere, ExamIncomplete."""
    row = await exam_by_id(session, exam_id)
    if body.course_id != row.course_id or (row.published_at is not None and body.lesson_id != row.lesson_id):
        raise ExamElsewhere
    await _require(session, body)
    for name, value in _exam_fields(body).items():
        setattr(row, name, value)
    await _set_lines(session, exam_id, body.question_ids)
    row = await exam_by_id(session, exam_id)
    if row.status == PUBLISHED:
        await papers.paper_for(session, row)
    await audit.record(session, actor, "exam.edit", "exam", exam_id, title=body.title)
    return row


async def publish(session: AsyncSession, actor: Actor, exam_id: int) -> Exam:
    """Raises ExamNotFound, ExamIncomplete, ExamTaken, ExamStatus."""
    row = await exam_by_id(session, exam_id)
    await papers.paper_for(session, row)
    first = row.published_at or clock.now()
    try:
        moved = await EXAM.move(session, Exam, exam_id, to=PUBLISHED, published_at=first)
    except IntegrityError:
        raise ExamTaken from None
    if not moved:
        raise ExamStatus(status=row.status)
    await audit.record(session, actor, "exam.publish", "exam", exam_id)
    return await exam_by_id(session, exam_id)


async def retire(session: AsyncSession, actor: Actor, exam_id: int) -> Exam:
    """Raises ExamNotFound, ExamStatus."""
    row = await exam_by_id(session, exam_id)
    if not await EXAM.move(session, Exam, exam_id, to=RETIRED):
        raise ExamStatus(status=row.status)
    await audit.record(session, actor, "exam.retire", "exam", exam_id)
    return await exam_by_id(session, exam_id)


def _exam_fields(body: ExamIn) -> dict[str, object]:
    return body.model_dump(exclude={"question_ids"})


async def _require(session: AsyncSession, body: ExamIn) -> None:
    await find(session, body.course_id)
    if body.lesson_id is not None and (await find_lesson(session, body.lesson_id)).course_id != body.course_id:
        raise LessonNotFound
    for draw in body.draws:
        await _require_place(session, body.course_id, draw.chapter_id)
    own = sa.select(Question.id).where(Question.id.in_(body.question_ids), Question.course_id == body.course_id)
    missing = set(body.question_ids) - set(await session.scalars(own.where(Question.active)))
    if missing:
        raise QuestionNotFound("题库里没有这些题：" + "、".join(str(number) for number in sorted(missing)))


async def _set_lines(session: AsyncSession, exam_id: int, question_ids: Sequence[int]) -> None:
    await session.execute(sa.delete(PaperLine).where(PaperLine.exam_id == exam_id))
    if question_ids:
        rows = [
            {"exam_id": exam_id, "question_id": number, "position": place} for place, number in enumerate(question_ids)
        ]
        await session.execute(sa.insert(PaperLine), rows)


async def _flush(session: AsyncSession) -> None:
    """Raises QuestionCodeTaken."""
    try:
        await session.flush()
    except IntegrityError:
        raise QuestionCodeTaken from None
