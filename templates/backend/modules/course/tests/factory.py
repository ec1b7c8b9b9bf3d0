"""Courses for tests: made as staff make them, with videos of bytes that say how long they are."""

import struct
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.course import Offer, Opened
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.course import editing, files
from app.modules.course.schemas import ChapterIn, CourseIn, LessonIn
from tests.keys import new_key
from tests.types import Person

PDF = b"%PDF-1.7 a handout"


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def mp4(seconds: float = 60, *, padding: int = 0) -> bytes:
    """The boxes of a video that a player would look for first; `padding` bytes of pictures and sound."""
    ticks = round(seconds * 1000)
    header = struct.pack(">B3xIIII", 0, 0, 0, 1000, ticks) + bytes(80)
    return box(b"ftyp", b"isom\0\0\2\0isomiso2") + box(b"moov", box(b"mvhd", header)) + box(b"mdat", bytes(padding))


@dataclass(frozen=True)
class Made:
    """A course; `chapters` and `lessons` by their ids, lessons chapter by chapter."""

    id: int
    chapters: tuple[int, ...]
    lessons: tuple[tuple[int, ...], ...]

    @property
    def preview(self) -> int:
        """The very first lesson may be seen by everybody."""
        return self.lessons[0][0]

    @property
    def closed(self) -> int:
        return self.lessons[0][1]


async def course(
    database: Database,
    title: str = "电工上岗证实操",
    *,
    chapters: int = 2,
    published: bool = True,
    seconds: float = 60,
    **fields: Any,  # noqa: ANN401  # JSON
) -> Made:
    """A course whose chapters have a video of `seconds` and an article each; the first lesson is a free preview."""
    async with database.begin() as session:
        made = await editing.create(session, SYSTEM, CourseIn(title=title, **fields))
        chapter_ids, lesson_ids = [], []
        for number in range(chapters):
            chapter = await editing.add_chapter(session, SYSTEM, made.id, ChapterIn(title=f"第{number + 1}章"))
            video = LessonIn(
                title=f"{number + 1}.1 实操",
                kind="video",
                file_id=(await files.keep(session, f"{number + 1}.mp4", mp4(seconds, padding=1000))).id,
                material_ids=[(await files.keep(session, "讲义.pdf", PDF)).id],
                free_preview=number == 0,
            )
            article = LessonIn(title=f"{number + 1}.2 要点", kind="article", body="断电、验电、挂牌。" * 20)
            rows = [await editing.add_lesson(session, SYSTEM, chapter.id, body) for body in (video, article)]
            chapter_ids.append(chapter.id)
            lesson_ids.append(tuple(row.id for row in rows))
        if published:
            await editing.publish(session, SYSTEM, made.id)
        return Made(made.id, tuple(chapter_ids), tuple(lesson_ids))


async def try_enroll(person: Person, course_id: int) -> httpx.Response:
    return await person.client.post(f"/courses/{course_id}/enrollment", headers=new_key())


async def enroll(person: Person, course_id: int) -> int:
    """The id of the enrolment."""
    return int((await try_enroll(person, course_id)).raise_for_status().json()["id"])


class Sold:
    """A stand-in for a module that sells courses: by chapter, to whom `opened` says."""

    def __init__(self) -> None:
        self.prices: dict[int, list[Offer]] = {}
        self.bought: dict[tuple[int, int], Opened] = {}

    async def offers(self, session: AsyncSession, course_ids: Collection[int]) -> dict[int, list[Offer]]:
        del session
        return {course_id: self.prices[course_id] for course_id in course_ids if course_id in self.prices}

    async def opened(self, session: AsyncSession, user_id: int, course_ids: Collection[int]) -> dict[int, Opened]:
        del session
        return {number: self.bought[user_id, number] for number in course_ids if (user_id, number) in self.bought}

    def sell(self, made: Made, price_fen: int = 9900) -> None:
        """Each chapter of a course, and the whole for a tenth less."""
        whole = Offer(100, made.id, None, "全课", price_fen * len(made.chapters) * 9 // 10)
        parts = [
            Offer(101 + place, made.id, one, f"第{place + 1}章", price_fen) for place, one in enumerate(made.chapters)
        ]
        self.prices[made.id] = [whole, *parts]
