"""Demo data: courses with their chapters and lessons, and who learns them."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import SYSTEM
from app.core.demo_pictures import stored
from app.core.module import SeedData
from app.modules.course import editing, enrolling, files
from app.modules.course.models import CourseFile
from app.modules.course.schemas import ChapterIn, CourseIn, LessonIn
from app.modules.identity.api import newcomer

Row = Mapping[str, Any]
_OWN = ("chapters", "cover", "status")


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `courses`: fields of CourseIn, `cover` as a file's name, `chapters` of `title` and `lessons`, those with
    fields of LessonIn, `video` and `pictures` as files' names, `materials` as what each is called and its file.

    `learners`: `name`, `course` (its code), `days_ago`. Raises KeyError for a course that is not there.
    """
    videos: dict[str, CourseFile] = {}
    ids: dict[str, int] = {}
    for position, row in enumerate(data.rows.get("courses", ())):
        plain = {name: value for name, value in row.items() if name not in _OWN}
        body = CourseIn.model_validate({"cover": await stored(data, row.get("cover")), "position": position} | plain)
        course = await editing.create(session, SYSTEM, body)
        for place, chapter in enumerate(row.get("chapters", ())):
            made = await editing.add_chapter(
                session, SYSTEM, course.id, ChapterIn(title=chapter["title"], position=place)
            )
            for number, lesson in enumerate(chapter["lessons"]):
                wanted = await _lesson(session, data, lesson, videos)
                await editing.add_lesson(
                    session, SYSTEM, made.id, LessonIn.model_validate(wanted | {"position": number})
                )
        if row.get("status", "published") == "published":
            await editing.publish(session, SYSTEM, course.id)
        if course.code:
            ids[course.code] = course.id
    for row in data.rows.get("learners", ()):
        enrollment = await enrolling.admit(session, await newcomer(session, row["name"]), ids[row["course"]])
        enrollment.enrolled_at = clock.now() - timedelta(days=row.get("days_ago", 0))
    await session.flush()


async def _lesson(session: AsyncSession, data: SeedData, row: Row, known: dict[str, CourseFile]) -> dict[str, Any]:
    own = ("video", "pictures", "materials")
    wanted = {name: value for name, value in row.items() if name not in own}
    if "video" in row:
        wanted["file_id"] = (await _file(session, data, row["video"], known)).id
    wanted["pictures"] = [await stored(data, name) for name in row.get("pictures", ())]
    materials = row.get("materials", {}).items()
    wanted["material_ids"] = [(await _file(session, data, name, known, title)).id for title, name in materials]
    return {"kind": "video" if "video" in row else "article"} | wanted


async def _file(
    session: AsyncSession, data: SeedData, name: str, known: dict[str, CourseFile], title: str = ""
) -> CourseFile:
    """Each is kept once, however many lessons show it."""
    if name not in known:
        content = await asyncio.to_thread((data.pictures / name).read_bytes)
        known[name] = await files.keep(session, title or name, content)
    return known[name]
