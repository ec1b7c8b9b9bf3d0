"""Reading how far learners have come."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.exam import QUIZZES, NoQuizzes
from app.modules.course.api import Enrollment, Lesson, enrollment_by_id, find, find_lesson, outline_of, require_lesson
from app.modules.identity.api import masked_names
from app.modules.learning_progress import rule
from app.modules.learning_progress.learning import Beat
from app.modules.learning_progress.models import LessonProgress
from app.modules.learning_progress.progress import Followed
from app.modules.learning_progress.schemas import FunnelOut, LearnedLesson, LearnerOut, LessonFunnel, ProgressOut


async def of_lesson(session: AsyncSession, user_id: int, lesson_id: int) -> ProgressOut:
    """Raises LessonNotFound, NotEntitled."""
    lesson, enrollment = await require_lesson(session, user_id, lesson_id)
    row = await session.get(LessonProgress, (enrollment.id, lesson_id), populate_existing=True)
    return await _told(session, lesson, user_id, row)


async def after(session: AsyncSession, user_id: int, came: Beat) -> ProgressOut:
    """What a heartbeat is answered with. Raises LessonNotFound for a lesson that was taken out just now."""
    lesson = await find_lesson(session, came.row.lesson_id)
    return await _told(session, lesson, user_id, came.row, elsewhere=came.elsewhere)


async def _told(
    session: AsyncSession, lesson: Lesson, user_id: int, row: LessonProgress | None, *, elsewhere: bool = False
) -> ProgressOut:
    quizzes = QUIZZES.one(NoQuizzes())
    quiz = lesson.id in await quizzes.asked(session, [lesson.id])
    missing = quiz and lesson.id not in await quizzes.passed(session, user_id, [lesson.id])
    done = row is not None and row.done_at is not None
    return ProgressOut(
        percent=row.percent if row else 0,
        done=done,
        quiz_missing=missing and row is not None and row.learned_at is not None and not done,
        position_s=row.position_ms / 1000 if row else 0,
        rule=rule.words(lesson, quiz=quiz),
        elsewhere=elsewhere,
    )


async def funnel(session: AsyncSession, course_id: int) -> FunnelOut:
    """How many have begun and done each lesson. Raises CourseNotFound."""
    await find(session, course_id)
    outline = await outline_of(session, course_id)
    ids = [lesson.id for lesson in outline.in_order]
    counted = sa.select(LessonProgress.lesson_id, sa.func.count(), sa.func.count(LessonProgress.done_at)).where(
        LessonProgress.lesson_id.in_(ids)
    )
    rows = await session.execute(counted.group_by(LessonProgress.lesson_id))
    counts = {lesson_id: (started, done) for lesson_id, started, done in rows.all()}
    learners = await session.scalar(sa.select(sa.func.count()).where(Enrollment.course_id == course_id)) or 0
    titles = {chapter.id: chapter.title for chapter in outline.chapters}
    lessons = [
        LessonFunnel(
            lesson_id=lesson.id,
            title=lesson.title,
            chapter=titles[lesson.chapter_id],
            started=counts.get(lesson.id, (0, 0))[0],
            done=counts.get(lesson.id, (0, 0))[1],
        )
        for lesson in outline.in_order
    ]
    return FunnelOut(learners=learners, lessons=lessons)


async def learner(session: AsyncSession, enrollment_id: int) -> LearnerOut:
    """Where one learner is. Raises EnrollmentNotFound."""
    enrollment = await enrollment_by_id(session, enrollment_id)
    names = await masked_names(session, [enrollment.user_id])
    learned = (await Followed().learned(session, [enrollment_id])).get(enrollment_id)
    statement = sa.select(LessonProgress, Lesson.title).join(Lesson, Lesson.id == LessonProgress.lesson_id)
    rows = await session.execute(
        statement.where(LessonProgress.enrollment_id == enrollment_id).order_by(LessonProgress.seen_at.desc())
    )
    lessons = [
        LearnedLesson(
            lesson_id=row.lesson_id, title=title, percent=row.percent, seen_at=row.seen_at, done_at=row.done_at
        )
        for row, title in rows.all()
    ]
    return LearnerOut(
        enrollment_id=enrollment_id,
        name=names[enrollment.user_id],
        percent=learned.percent if learned else 0,
        lessons=lessons,
    )
