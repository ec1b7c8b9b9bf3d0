from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.course.models import Chapter, Course

READ, EDIT, PUBLISH, ENROLL = "course.read", "course.edit", "course.publish", "course.enroll"
UPLOAD = "course/pictures"


async def course_words(session: AsyncSession) -> dict[str, str]:
    """For narrowing a list to one course."""
    rows = await session.execute(sa.select(Course.id, Course.title).order_by(Course.position, Course.id))
    return {str(row.id): row.title for row in rows}


async def chapter_choices(session: AsyncSession) -> Sequence[tuple[int, str]]:
    """Every chapter below its course, in order."""
    statement = sa.select(Chapter.id, Course.title, Chapter.title).join(Course, Course.id == Chapter.course_id)
    order = (Course.position, Course.id, Chapter.position, Chapter.id)
    rows = await session.execute(statement.where(Chapter.active).order_by(*order))
    return [(number, f"{course} › {chapter}") for number, course, chapter in rows.all()]


def number_of(chosen: str) -> int:
    """Of a row; 0, which nothing has, for what is no number."""
    return int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0
