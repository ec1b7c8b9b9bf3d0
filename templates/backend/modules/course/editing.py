"""What staff do with courses, chapters and lessons. Every change is audited."""

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.course import CoursePublished, CourseRetired
from app.core import audit, clock
from app.core.context import Actor
from app.core.database import changed
from app.core.events import emit
from app.modules.course import files, outline
from app.modules.course.errors import (
    ChapterNotFound,
    CodeTaken,
    CourseIncomplete,
    CourseStatus,
    LessonNotFound,
)
from app.modules.course.models import Chapter, Course, Lesson, Material
from app.modules.course.schemas import ChapterIn, CourseIn, LessonIn
from app.modules.course.states import COURSE, MATERIAL, PUBLISHED, RETIRED, VIDEO


async def create(session: AsyncSession, actor: Actor, body: CourseIn) -> Course:
    """A draft. Raises CodeTaken."""
    row = Course(**body.model_dump(), status=COURSE.initial, created_at=clock.now())
    session.add(row)
    await _flush(session)
    await audit.record(session, actor, "course.create", "course", row.id, title=body.title)
    return row


async def edit(session: AsyncSession, actor: Actor, course_id: int, body: CourseIn) -> Course:
    """Whatever state it is in. Raises CourseNotFound, CodeTaken."""
    row = await outline.find(session, course_id)
    for name, value in body.model_dump().items():
        setattr(row, name, value)
    await _flush(session)
    await audit.record(session, actor, "course.edit", "course", course_id, title=body.title)
    return row


async def publish(session: AsyncSession, actor: Actor, course_id: int) -> Course:
    """Everybody sees it from now on. Raises CourseNotFound, CourseIncomplete, CourseStatus."""
    row = await outline.find(session, course_id)
    if not await outline.lesson_counts(session, [course_id]):
        raise CourseIncomplete
    first = row.published_at or clock.now()
    if not await COURSE.move(session, Course, course_id, to=PUBLISHED, published_at=first):
        raise CourseStatus(status=row.status)
    await audit.record(session, actor, "course.publish", "course", course_id)
    await emit(session, CoursePublished(course_id))
    return await outline.find(session, course_id)


async def retire(session: AsyncSession, actor: Actor, course_id: int) -> Course:
    """Nobody enrols any more; those who are enrolled go on. Raises CourseNotFound, CourseStatus."""
    row = await outline.find(session, course_id)
    if not await COURSE.move(session, Course, course_id, to=RETIRED):
        raise CourseStatus(status=row.status)
    await audit.record(session, actor, "course.retire", "course", course_id)
    await emit(session, CourseRetired(course_id))
    return await outline.find(session, course_id)


async def add_chapter(session: AsyncSession, actor: Actor, course_id: int, body: ChapterIn) -> Chapter:
    """Raises CourseNotFound."""
    await outline.find(session, course_id)
    row = Chapter(course_id=course_id, **body.model_dump())
    session.add(row)
    await session.flush()
    await audit.record(session, actor, "chapter.create", "chapter", row.id, title=body.title)
    return row


async def edit_chapter(session: AsyncSession, actor: Actor, chapter_id: int, body: ChapterIn) -> Chapter:
    """Raises ChapterNotFound."""
    await outline.find_chapter(session, chapter_id)
    there = sa.and_(Chapter.id == chapter_id, Chapter.active)
    if not await changed(session, sa.update(Chapter).where(there).values(body.model_dump())):
        raise ChapterNotFound
    await audit.record(session, actor, "chapter.edit", "chapter", chapter_id, title=body.title)
    return await outline.find_chapter(session, chapter_id)


async def remove_chapter(session: AsyncSession, actor: Actor, chapter_id: int) -> None:
    """It is shown no more, nor are its lessons. Raises ChapterNotFound."""
    there = sa.and_(Chapter.id == chapter_id, Chapter.active)
    if not await changed(session, sa.update(Chapter).where(there).values(active=False)):
        raise ChapterNotFound
    await audit.record(session, actor, "chapter.remove", "chapter", chapter_id)


async def add_lesson(session: AsyncSession, actor: Actor, chapter_id: int, body: LessonIn) -> Lesson:
    """Raises ChapterNotFound, FileNotFound."""
    chapter = await outline.find_chapter(session, chapter_id)
    await _check_files(session, body)
    row = Lesson(course_id=chapter.course_id, chapter_id=chapter_id, **body.model_dump(exclude={"material_ids"}))
    session.add(row)
    await session.flush()
    await _write_materials(session, row.id, body)
    await audit.record(session, actor, "lesson.create", "lesson", row.id, title=body.title)
    return await outline.find_lesson(session, row.id)


async def edit_lesson(session: AsyncSession, actor: Actor, lesson_id: int, body: LessonIn) -> Lesson:
    """Raises LessonNotFound, FileNotFound."""
    await outline.find_lesson(session, lesson_id)
    await _check_files(session, body)
    there = sa.and_(Lesson.id == lesson_id, Lesson.active)
    if not await changed(session, sa.update(Lesson).where(there).values(body.model_dump(exclude={"material_ids"}))):
        raise LessonNotFound
    await _write_materials(session, lesson_id, body)
    await audit.record(session, actor, "lesson.edit", "lesson", lesson_id, title=body.title)
    return await outline.find_lesson(session, lesson_id)


async def remove_lesson(session: AsyncSession, actor: Actor, lesson_id: int) -> None:
    """It is shown no more. Raises LessonNotFound."""
    there = sa.and_(Lesson.id == lesson_id, Lesson.active)
    if not await changed(session, sa.update(Lesson).where(there).values(active=False)):
        raise LessonNotFound
    await audit.record(session, actor, "lesson.remove", "lesson", lesson_id)


async def _check_files(session: AsyncSession, body: LessonIn) -> None:
    """Raises FileNotFound."""
    if body.file_id is not None:
        await files.usable(session, VIDEO, [body.file_id])
    await files.usable(session, MATERIAL, body.material_ids)


async def _write_materials(session: AsyncSession, lesson_id: int, body: LessonIn) -> None:
    """Those of the lesson are these from now on."""
    await session.execute(sa.delete(Material).where(Material.lesson_id == lesson_id))
    session.add_all(
        Material(lesson_id=lesson_id, file_id=file_id, position=position)
        for position, file_id in enumerate(body.material_ids)
    )
    await session.flush()


async def _flush(session: AsyncSession) -> None:
    try:
        await session.flush()
    except IntegrityError:
        raise CodeTaken from None
