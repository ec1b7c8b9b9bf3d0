"""Reading courses and learners, for staff."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.pagination import Page, PageQuery, paginate
from app.modules.course import outline, queries
from app.modules.course.models import Chapter, Course, Enrollment, Lesson
from app.modules.course.schemas import Learner, StaffChapter, StaffCourse, StaffLesson
from app.modules.identity.api import masked_names


async def page_of(session: AsyncSession, page: PageQuery, status: str | None) -> Page[StaffCourse]:
    statement = sa.select(Course)
    if status is not None:
        statement = statement.where(Course.status == status)
    rows, cursor = await paginate(session, statement, page, key=[Course.id])
    return Page(items=[_course(row) for row in rows], next_cursor=cursor)


async def one(session: AsyncSession, course_id: int) -> StaffCourse:
    """With its chapters and lessons. Raises CourseNotFound."""
    shown = _course(await outline.find(session, course_id))
    parts = await outline.of(session, course_id)
    shown.chapters = [chapter(row, parts.lessons[row.id]) for row in parts.chapters]
    return shown


def _course(row: Course) -> StaffCourse:
    facts = StaffCourse.model_fields.keys() - {"chapters"}
    return StaffCourse(**{name: getattr(row, name) for name in facts})


def chapter(row: Chapter, lessons: list[Lesson]) -> StaffChapter:
    return StaffChapter(id=row.id, title=row.title, position=row.position, lessons=[lesson(one) for one in lessons])


def lesson(row: Lesson) -> StaffLesson:
    facts = StaffLesson.model_fields.keys() - {"material_ids"}
    return StaffLesson(
        **{name: getattr(row, name) for name in facts}, material_ids=[one.file_id for one in row.materials]
    )


async def learners(session: AsyncSession, course_id: int, page: PageQuery, status: str | None) -> Page[Learner]:
    """Raises CourseNotFound."""
    await outline.find(session, course_id)
    statement = sa.select(Enrollment).where(Enrollment.course_id == course_id)
    if status is not None:
        statement = statement.where(Enrollment.status == status)
    rows, cursor = await paginate(session, statement, page, key=[Enrollment.id])
    return Page(items=await told(session, rows), next_cursor=cursor)


async def told(session: AsyncSession, rows: list[Enrollment]) -> list[Learner]:
    """Enrolments as staff see them: whose, by a masked name."""
    names = await masked_names(session, {row.user_id for row in rows})
    progress = {one.id: one.percent for one in await queries.enrollments(session, rows)}
    facts = Learner.model_fields.keys() - {"name", "percent"}
    return [
        Learner(**{name: getattr(row, name) for name in facts}, name=names[row.user_id], percent=progress[row.id])
        for row in rows
    ]
