"""What modules that require courses may use."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.course.enrolling import admit, complete, resume, suspend
from app.modules.course.enrolling import by_id as enrollment_by_id
from app.modules.course.enrolling import one_of as enrollment_of
from app.modules.course.errors import (
    ChapterNotFound,
    CourseNotFound,
    Enrolled,
    EnrollmentNotFound,
    LessonNotFound,
    NotEntitled,
)
from app.modules.course.models import Chapter, Course, Enrollment, Lesson
from app.modules.course.outline import Outline, find, find_chapter, find_lesson, lesson_counts
from app.modules.course.outline import of as outline_of
from app.modules.course.rights import Rights
from app.modules.course.rights import in_course as rights_in
from app.modules.course.states import (
    ACTIVE,
    ARTICLE,
    COMPLETED,
    ENROLLMENT_LABELS,
    EXPIRED,
    LEARNING,
    PUBLISHED,
    SUSPENDED,
    VIDEO,
)

__all__ = [
    "ACTIVE",
    "ARTICLE",
    "COMPLETED",
    "ENROLLMENT_LABELS",
    "EXPIRED",
    "LEARNING",
    "PUBLISHED",
    "SUSPENDED",
    "VIDEO",
    "Chapter",
    "ChapterNotFound",
    "Course",
    "CourseNotFound",
    "Enrolled",
    "Enrollment",
    "EnrollmentNotFound",
    "Lesson",
    "LessonNotFound",
    "NotEntitled",
    "Outline",
    "Rights",
    "admit",
    "complete",
    "course_choices",
    "course_ids_by_code",
    "course_titles",
    "enrollment_by_id",
    "enrollment_of",
    "find",
    "find_chapter",
    "find_lesson",
    "is_learning",
    "lesson_counts",
    "outline_of",
    "require_lesson",
    "resume",
    "rights_in",
    "suspend",
]


async def course_titles(session: AsyncSession, course_ids: Collection[int]) -> dict[int, str]:
    """Ids that never were are left out."""
    rows = await session.execute(sa.select(Course.id, Course.title).where(Course.id.in_(course_ids)))
    return dict(rows.all())


async def course_choices(session: AsyncSession) -> list[tuple[int, str]]:
    """Every course by its title, the school's order, for a form to choose from."""
    rows = await session.execute(sa.select(Course.id, Course.title).order_by(Course.position, Course.id))
    return [(row.id, row.title) for row in rows]


async def course_ids_by_code(session: AsyncSession, codes: Collection[str]) -> dict[str, int]:
    """Unknown codes are left out."""
    rows = await session.execute(sa.select(Course.code, Course.id).where(Course.code.in_(codes)))
    return {code: course_id for code, course_id in rows if code}


async def is_learning(session: AsyncSession, user_id: int, course_id: int) -> bool:
    """Whether he is enrolled and his time is not over. Which lessons are open to him `rights_in` says."""
    return (await rights_in(session, user_id, course_id)).learning


async def require_lesson(session: AsyncSession, user_id: int, lesson_id: int) -> tuple[Lesson, Enrollment]:
    """A lesson that is open to somebody who is enrolled, and his enrolment.

    Raises LessonNotFound, NotEntitled, also for a preview of a course that he is not enrolled in.
    """
    lesson = await find_lesson(session, lesson_id)
    rights = await rights_in(session, user_id, lesson.course_id)
    rights.require(lesson)
    if rights.enrollment is None or not rights.learning:
        raise rights.refusal(lesson.course_id, lesson.chapter_id)
    return lesson, rights.enrollment
