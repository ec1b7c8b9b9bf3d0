import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.course.api import Chapter, Course, Lesson, course_choices

READ, EDIT = "exam.read", "exam.edit"


async def course_words(session: AsyncSession) -> dict[str, str]:
    """For narrowing a list to one course."""
    return {str(number): title for number, title in await course_choices(session)}


async def chapter_choices(session: AsyncSession) -> list[tuple[int, str]]:
    """Every chapter below its course, in order."""
    statement = sa.select(Chapter.id, Course.title, Chapter.title).join(Course, Course.id == Chapter.course_id)
    order = (Course.position, Course.id, Chapter.position, Chapter.id)
    rows = await session.execute(statement.where(Chapter.active).order_by(*order))
    return [(number, f"{course} › {chapter}") for number, course, chapter in rows.all()]


async def lesson_choices(session: AsyncSession) -> list[tuple[int, str]]:
    """Every lesson below its course."""
    statement = sa.select(Lesson.id, Course.title, Lesson.title).join(Course, Course.id == Lesson.course_id)
    order = (Course.position, Course.id, Lesson.position, Lesson.id)
    rows = await session.execute(statement.where(Lesson.active).order_by(*order))
    return [(number, f"{course} › {lesson}") for number, course, lesson in rows.all()]


def number_of(chosen: str) -> int:
    """Of a row; 0, which nothing has, for what is no number."""
    return int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0
