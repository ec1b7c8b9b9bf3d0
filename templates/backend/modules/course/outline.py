"""A course with its chapters and lessons, in the order in which they are learned."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.course.errors import ChapterNotFound, CourseNotFound, LessonNotFound
from app.modules.course.models import Chapter, Course, Lesson


@dataclass(frozen=True)
class Outline:
    """`chapters` with what of each is `lessons`, by the chapter's id; what was taken out is in neither."""

    chapters: Sequence[Chapter]
    lessons: dict[int, list[Lesson]]

    @property
    def in_order(self) -> list[Lesson]:
        return [lesson for chapter in self.chapters for lesson in self.lessons[chapter.id]]


async def find(session: AsyncSession, course_id: int) -> Course:
    """Raises CourseNotFound."""
    row = await session.get(Course, course_id, populate_existing=True)
    if row is None:
        raise CourseNotFound
    return row


async def find_chapter(session: AsyncSession, chapter_id: int) -> Chapter:
    """Raises ChapterNotFound, also for one that was taken out."""
    row = await session.get(Chapter, chapter_id, populate_existing=True)
    if row is None or not row.active:
        raise ChapterNotFound
    return row


async def find_lesson(session: AsyncSession, lesson_id: int) -> Lesson:
    """Raises LessonNotFound, also for one that was taken out, with its chapter or alone."""
    row = await session.get(Lesson, lesson_id, populate_existing=True)
    if row is None or not row.active or not (await session.get_one(Chapter, row.chapter_id)).active:
        raise LessonNotFound
    return row


async def of(session: AsyncSession, course_id: int) -> Outline:
    chapters = sa.select(Chapter).where(Chapter.course_id == course_id, Chapter.active)
    lessons = sa.select(Lesson).where(Lesson.course_id == course_id, Lesson.active)
    fresh = {"populate_existing": True}
    found = (await session.scalars(chapters.order_by(Chapter.position, Chapter.id), execution_options=fresh)).all()
    by_chapter: dict[int, list[Lesson]] = {chapter.id: [] for chapter in found}
    for lesson in await session.scalars(lessons.order_by(Lesson.position, Lesson.id), execution_options=fresh):
        by_chapter.get(lesson.chapter_id, []).append(lesson)
    return Outline(found, by_chapter)


async def lesson_counts(session: AsyncSession, course_ids: Collection[int]) -> dict[int, int]:
    """How many lessons each of the courses has; those without any are left out."""
    there = sa.and_(Lesson.course_id.in_(course_ids), Lesson.active, Chapter.active)
    statement = sa.select(Lesson.course_id, sa.func.count()).join(Chapter, Chapter.id == Lesson.chapter_id).where(there)
    return dict((await session.execute(statement.group_by(Lesson.course_id))).all())
