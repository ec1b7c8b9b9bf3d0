"""Exams and attempts as customers see them. The key of a question never leaves before its attempt is graded."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.pagination import Page, PageQuery, paginate
from app.modules.exam.models import Attempt, Exam
from app.modules.exam.schemas import AskedOut, AttemptOut, AttemptRow, ExamOut, MarkedOut
from app.modules.exam.settings import ExamSettings
from app.modules.exam.states import BLANK, GRADED, PUBLISHED, STARTED


async def of_course(session: AsyncSession, user_id: int, course_id: int) -> list[ExamOut]:
    """Those that can be sat now, the quizzes of lessons first, as they were made."""
    shown = sa.select(Exam).where(Exam.course_id == course_id, Exam.status == PUBLISHED)
    rows = (await session.scalars(shown.order_by(Exam.lesson_id.is_(None), Exam.id))).all()
    return await told(session, user_id, rows)


async def told(session: AsyncSession, user_id: int, exams: Sequence[Exam]) -> list[ExamOut]:
    mine = sa.select(Attempt).where(Attempt.user_id == user_id, Attempt.exam_id.in_([exam.id for exam in exams]))
    attempts: dict[int, list[Attempt]] = {exam.id: [] for exam in exams}
    for attempt in await session.scalars(mine.order_by(Attempt.number)):
        attempts[attempt.exam_id].append(attempt)
    return [_exam(exam, attempts[exam.id]) for exam in exams]


def _exam(exam: Exam, attempts: Sequence[Attempt]) -> ExamOut:
    passed = any(attempt.passed for attempt in attempts)
    running = next((attempt.id for attempt in attempts if attempt.status == STARTED), None)
    left = exam.status == PUBLISHED and not passed and len(attempts) < exam.max_attempts
    return ExamOut(
        id=exam.id,
        course_id=exam.course_id,
        lesson_id=exam.lesson_id,
        title=exam.title,
        about=exam.about,
        minutes=exam.minutes,
        pass_percent=exam.pass_percent,
        max_attempts=exam.max_attempts,
        questions=sum(draw["count"] for draw in exam.draws) if exam.draws else len(exam.lines),
        used=len(attempts),
        best_score=max((attempt.score for attempt in attempts if attempt.score is not None), default=None),
        passed=passed,
        attempt_id=running,
        can_start=running is not None or left,
    )


async def attempt(session: AsyncSession, row: Attempt) -> AttemptOut:
    [standing] = await told(session, row.user_id, [row.exam])
    graded = row.status == GRADED
    shown = graded and (ExamSettings.load().answers_shown == "graded" or not standing.can_start)
    return AttemptOut(
        id=row.id,
        exam_id=row.exam_id,
        course_id=row.exam.course_id,
        lesson_id=row.exam.lesson_id,
        title=row.exam.title,
        number=row.number,
        max_attempts=row.allowed,
        status=row.status,
        started_at=row.started_at,
        deadline=row.deadline,
        now=clock.now(),
        submitted_at=row.submitted_at,
        graded_at=row.graded_at,
        revision=row.revision,
        answers=row.answers,
        questions=[] if graded else [_asked(one) for one in row.paper],
        marked=[_marked(row, one, shown=shown) for one in row.paper] if graded else [],
        points=row.points,
        total=row.total,
        score=row.score,
        pass_percent=row.pass_percent,
        passed=row.passed,
        can_retry=graded and standing.can_start,
    )


def _asked(one: dict[str, object]) -> AskedOut:
    blanks = len(one["key"]) if one["kind"] == BLANK else 0  # type: ignore[arg-type]  # JSON
    return AskedOut.model_validate(
        {name: one[name] for name in AskedOut.model_fields if name in one} | {"blanks": blanks}
    )


def _marked(row: Attempt, one: dict[str, object], *, shown: bool) -> MarkedOut:
    number = str(one["id"])
    return MarkedOut(
        **_asked(one).model_dump(),
        earned=row.marks.get(number, 0),
        answer=row.answers.get(number, []),
        key=one["key"] if shown else None,
        explanation=str(one["explanation"]) if shown else None,
    )


async def mine(session: AsyncSession, user_id: int, page: PageQuery) -> Page[AttemptRow]:
    rows, cursor = await paginate(session, sa.select(Attempt).where(Attempt.user_id == user_id), page, key=[Attempt.id])
    return Page(items=[AttemptRow(**row_facts(row)) for row in rows], next_cursor=cursor)


def row_facts(row: Attempt) -> dict[str, object]:
    names = AttemptRow.model_fields.keys() - {"title"}
    return {name: getattr(row, name) for name in names} | {"title": row.exam.title}
