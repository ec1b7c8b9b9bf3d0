"""Sitting an exam. The server's clock decides, and so do constraints: one open attempt, each number once."""

from collections.abc import Mapping
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.exam import AttemptGraded
from app.core import clock, jobs
from app.core.database import changed, upsert
from app.core.events import emit
from app.core.jobs import Payload
from app.modules.course.api import require_lesson, rights_in
from app.modules.exam import grading, papers
from app.modules.exam.errors import (
    AnswersStale,
    AttemptExpired,
    AttemptNotFound,
    AttemptStatus,
    AttemptsUsed,
    ExamNotFound,
    ExamPassed,
    ExamStatus,
)
from app.modules.exam.grading import Answer
from app.modules.exam.models import Attempt, Exam
from app.modules.exam.settings import ExamSettings
from app.modules.exam.states import ATTEMPT, DRAFT, EXPIRED, GRADED, PUBLISHED, STARTED, SUBMITTED

EXPIRE = "exam.expire"


async def exam_by_id(session: AsyncSession, exam_id: int) -> Exam:
    """One that customers may know of. Raises ExamNotFound."""
    row = await session.get(Exam, exam_id, populate_existing=True)
    if row is None or row.status == DRAFT:
        raise ExamNotFound
    return row


async def start(session: AsyncSession, user_id: int, exam_id: int) -> Attempt:
    """The attempt that is open, or a new one; however often it is asked for, there is one at a time.

    Raises ExamNotFound, ExamStatus, NotEntitled, ExamPassed, AttemptsUsed, ExamIncomplete.
    """
    exam = await exam_by_id(session, exam_id)
    await _may_sit(session, user_id, exam)
    if (attempt := await _open(session, user_id, exam_id)) is not None:
        if attempt.closes_at > clock.now():
            return attempt
        await _end(session, attempt.id)
    if exam.status != PUBLISHED:
        raise ExamStatus("这场考试已停用", status=exam.status)
    mine = sa.and_(Attempt.exam_id == exam_id, Attempt.user_id == user_id)
    used, passed = (
        await session.execute(
            sa.select(sa.func.max(Attempt.number), sa.func.max(sa.cast(Attempt.passed, sa.Integer))).where(mine)
        )
    ).one()
    if passed:
        raise ExamPassed
    number = (used or 0) + 1
    if number > exam.max_attempts:
        raise AttemptsUsed(allowed=exam.max_attempts)
    if not await _begin(session, user_id, exam, number):
        # Another tab was quicker: with the same attempt, or with one that has already ended.
        attempt = await _open(session, user_id, exam_id)
        if attempt is None:
            raise AttemptStatus("另一处刚刚开始过这场考试，请刷新", status=GRADED)
        return attempt
    attempt = await _open(session, user_id, exam_id)
    if attempt is None:
        raise AttemptNotFound
    await jobs.schedule(
        session, EXPIRE, key=str(attempt.id), run_at=attempt.closes_at, payload={"attempt_id": attempt.id}
    )
    return attempt


async def _may_sit(session: AsyncSession, user_id: int, exam: Exam) -> None:
    """Raises LessonNotFound, NotEntitled."""
    if exam.lesson_id is not None:
        await require_lesson(session, user_id, exam.lesson_id)
        return
    rights = await rights_in(session, user_id, exam.course_id)
    if not rights.learning:
        raise rights.refusal()


async def _begin(session: AsyncSession, user_id: int, exam: Exam, number: int) -> bool:
    """Raises ExamIncomplete."""
    paper = await papers.paper_for(session, exam)
    now = clock.now()
    deadline = now + timedelta(minutes=exam.minutes)
    row = {
        "exam_id": exam.id,
        "user_id": user_id,
        "number": number,
        "allowed": exam.max_attempts,
        "status": ATTEMPT.initial,
        "paper": paper,
        "answers": {},
        "revision": 0,
        "started_at": now,
        "deadline": deadline,
        "closes_at": deadline + ExamSettings.load().grace,
        "total": sum(asked["points"] for asked in paper),
        "pass_percent": exam.pass_percent,
        "marks": {},
    }
    return await changed(session, upsert(session, Attempt).values(row).on_conflict_do_nothing()) == 1


async def _open(session: AsyncSession, user_id: int, exam_id: int) -> Attempt | None:
    statement = sa.select(Attempt).where(
        Attempt.exam_id == exam_id, Attempt.user_id == user_id, Attempt.status == STARTED
    )
    return await session.scalar(statement, execution_options={"populate_existing": True})


async def attempt_of(session: AsyncSession, user_id: int, attempt_id: int) -> Attempt:
    """Raises AttemptNotFound, also for somebody else's."""
    row = await session.get(Attempt, attempt_id, populate_existing=True)
    if row is None or row.user_id != user_id:
        raise AttemptNotFound
    return row


async def save(
    session: AsyncSession, user_id: int, attempt_id: int, revision: int, answers: Mapping[str, Answer]
) -> Attempt:
    """Keep answers as they are given: those with the highest revision stay, whichever arrives last.

    Raises AttemptNotFound, AnswerInvalid, AttemptExpired, AttemptStatus.
    """
    row = await attempt_of(session, user_id, attempt_id)
    kept = grading.check(row.paper, answers)
    newer = sa.update(Attempt).where(_takes(attempt_id), Attempt.revision < revision)
    if not await changed(session, newer.values(answers=kept, revision=revision)):
        row = await attempt_of(session, user_id, attempt_id)
        _require_open(row)
    return await attempt_of(session, user_id, attempt_id)


async def submit(
    session: AsyncSession, user_id: int, attempt_id: int, revision: int, answers: Mapping[str, Answer]
) -> Attempt:
    """Hand it in, and have it graded.

    Raises AttemptNotFound, AnswerInvalid, AttemptExpired, AttemptStatus, AnswersStale.
    """
    row = await attempt_of(session, user_id, attempt_id)
    kept = grading.check(row.paper, answers)
    final = sa.update(Attempt).where(_takes(attempt_id), Attempt.revision <= revision)
    now = clock.now()
    if not await changed(session, final.values(status=SUBMITTED, answers=kept, revision=revision, submitted_at=now)):
        row = await attempt_of(session, user_id, attempt_id)
        _require_open(row)
        raise AnswersStale(revision=row.revision)
    await _grade(session, attempt_id, SUBMITTED)
    return await attempt_of(session, user_id, attempt_id)


def _takes(attempt_id: int) -> sa.ColumnElement[bool]:
    return sa.and_(Attempt.id == attempt_id, Attempt.status == STARTED, Attempt.closes_at > clock.now())


def _require_open(row: Attempt) -> None:
    """Raises AttemptStatus, AttemptExpired."""
    timed_out = row.submitted_at is None and row.closes_at <= clock.now()
    if timed_out:
        raise AttemptExpired
    if row.status != STARTED:
        raise AttemptStatus(status=row.status)


async def expire(session: AsyncSession, payload: Payload) -> None:
    """A job: time is up, and what was kept of the answers is graded."""
    await _end(session, payload["attempt_id"])


async def _end(session: AsyncSession, attempt_id: int) -> None:
    over = sa.and_(Attempt.id == attempt_id, Attempt.status == STARTED, Attempt.closes_at <= clock.now())
    if await changed(session, sa.update(Attempt).where(over).values(status=EXPIRED)):
        await _grade(session, attempt_id, EXPIRED)


async def _grade(session: AsyncSession, attempt_id: int, source: str) -> None:
    row = await session.get_one(Attempt, attempt_id, populate_existing=True)
    marks = grading.marks(row.paper, row.answers, ExamSettings.load().partial)
    points = sum(marks.values())
    passed = points * 100 >= row.pass_percent * row.total
    values = {"marks": marks, "points": points, "passed": passed, "graded_at": clock.now()}
    if not await ATTEMPT.move(session, Attempt, attempt_id, source=source, to=GRADED, **values):
        return
    exam = row.exam
    await emit(
        session,
        AttemptGraded(
            attempt_id=attempt_id,
            exam_id=row.exam_id,
            course_id=exam.course_id,
            lesson_id=exam.lesson_id,
            user_id=row.user_id,
            passed=passed,
            score=points * 100 // row.total,
        ),
    )
