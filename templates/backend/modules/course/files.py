"""Files of lessons: announced, sent in parts that fit into a request, checked, and handed out to who may have them.

A part may be sent again, and parts may come in any order and through different processes.
"""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import PurePath
from typing import Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import FileResponse

from app.core import clock, jobs, private_files, tickets
from app.core.application import API
from app.core.database import changed
from app.core.jobs import JobContext, Payload
from app.core.settings import settings
from app.modules.course import mp4, outline, rights
from app.modules.course.errors import FileIncomplete, FileInvalid, FileNotFound, FileTooLarge, LinkOver
from app.modules.course.models import CourseFile, Lesson, Material
from app.modules.course.schemas import FileIn, FileOut
from app.modules.course.settings import CourseSettings
from app.modules.course.states import MATERIAL, READY, UPLOADING, VIDEO

PART_BYTES: Final = 4 * 1024 * 1024
FORGET = "course.forget_file"
UNFINISHED_FOR = timedelta(days=1)
TICKET = "course_file"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

TYPES: Final = {
    ".mp4": ("video/mp4", b""),
    ".pdf": ("application/pdf", b"%PDF-"),
    ".doc": ("application/msword", _OLE),
    ".xls": ("application/vnd.ms-excel", _OLE),
    ".ppt": ("application/vnd.ms-powerpoint", _OLE),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _ZIP),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _ZIP),
    ".pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", _ZIP),
}
"""What WeChat plays and opens (`wx.openDocument`), and how each kind of file begins."""
ACCEPT: Final = ",".join(TYPES)


async def announce(session: AsyncSession, body: FileIn) -> CourseFile:
    """A file that is about to come. Raises FileInvalid, FileTooLarge."""
    suffix = PurePath(body.title).suffix.lower()
    if suffix not in TYPES:
        raise FileInvalid(f"只支持 {'、'.join(one.removeprefix('.') for one in TYPES)}")
    kind = VIDEO if suffix == ".mp4" else MATERIAL
    most = CourseSettings.load()
    limit_mb = most.max_video_mb if kind == VIDEO else most.max_material_mb
    if body.size > limit_mb * 1024 * 1024:
        raise FileTooLarge(f"{'视频' if kind == VIDEO else '资料'}不能超过 {limit_mb} MB", limit_mb=limit_mb)
    row = CourseFile(
        name=private_files.new_name(suffix),
        title=body.title,
        kind=kind,
        media_type=TYPES[suffix][0],
        size=body.size,
        status=UPLOADING,
        created_at=clock.now(),
    )
    session.add(row)
    await session.flush()
    return row


async def find(session: AsyncSession, file_id: int) -> CourseFile:
    """Raises FileNotFound."""
    row = await session.get(CourseFile, file_id, populate_existing=True)
    if row is None:
        raise FileNotFound
    return row


def check_part(row: CourseFile, number: int, length: int) -> None:
    """Raises FileInvalid for a part that is none of the file's."""
    expected = min(PART_BYTES, row.size - number * PART_BYTES)
    if row.status != UPLOADING or number < 0 or length != expected:
        raise FileInvalid("这一部分与文件不符，请重新上传")


async def receive(row: CourseFile, number: int, data: bytes) -> int:
    """How many bytes the file has now. Raises FileInvalid."""
    check_part(row, number, len(data))
    await private_files.write_part(row.name, number * PART_BYTES, data)
    return await private_files.size_of(row.name)


async def check(row: CourseFile) -> int | None:
    """Whether all of it is here and is what it says; a video's length in milliseconds.

    Outside of a transaction, for it reads the file. Raises FileIncomplete, FileInvalid.
    """
    received = await private_files.size_of(row.name)
    if received != row.size:
        raise FileIncomplete(received=received)
    path = private_files.path_of(row.name)
    if row.kind == VIDEO:
        duration_ms = await asyncio.to_thread(mp4.duration_ms, path)
        if duration_ms is None:
            raise FileInvalid("读不出视频的时长，请导出为常见的 MP4（H.264）")
        return duration_ms
    begins = TYPES[path.suffix][1]
    with path.open("rb") as file:  # a few bytes
        if not file.read(len(begins)).startswith(begins):
            raise FileInvalid("文件内容与它的扩展名不符")
    return None


async def finish(session: AsyncSession, file_id: int, duration_ms: int | None) -> CourseFile:
    """It can be used from now on; again, it is as it was."""
    coming = sa.and_(CourseFile.id == file_id, CourseFile.status == UPLOADING)
    await changed(session, sa.update(CourseFile).where(coming).values(status=READY, duration_ms=duration_ms))
    return await find(session, file_id)


async def keep(session: AsyncSession, title: str, content: bytes) -> CourseFile:
    """A file that is here already, all of it: demo data's. Raises what `announce` and `check` raise."""
    row = await announce(session, FileIn(title=title, size=len(content)))
    for start in range(0, len(content), PART_BYTES):
        await receive(row, start // PART_BYTES, content[start : start + PART_BYTES])
    return await finish(session, row.id, await check(row))


async def usable(session: AsyncSession, kind: str, file_ids: Sequence[int]) -> None:
    """Raises FileNotFound unless all of them are here and of the kind."""
    there = sa.and_(CourseFile.id.in_(file_ids), CourseFile.kind == kind, CourseFile.status == READY)
    if await session.scalar(sa.select(sa.func.count()).where(there)) != len(set(file_ids)):
        raise FileNotFound


def shown(row: CourseFile) -> FileOut:
    facts = FileOut.model_fields.keys() - {"duration_s", "part_bytes"}
    seconds = None if row.duration_ms is None else -(-row.duration_ms // 1000)
    return FileOut(**{name: getattr(row, name) for name in facts}, duration_s=seconds, part_bytes=PART_BYTES)


def link(row: CourseFile, lesson_id: int, user_id: int | None) -> str:
    """The full address of a lesson's file, for one person and for some hours. `<video>` can send no token."""
    until = clock.now() + CourseSettings.load().link_lasts
    ticket = tickets.issue(TICKET, row.id, lesson_id, user_id or 0, until=until)
    return f"{settings().public_url}{API}/lesson-files/{ticket}"


async def opened(session: AsyncSession, ticket: str) -> CourseFile:
    """The file of a ticket, if the lesson still shows it and the person may still see the lesson.

    So a refund ends what its links showed at once. Raises LinkOver, LessonNotFound, NotEntitled.
    """
    if (told := tickets.read(TICKET, ticket)) is None:
        raise LinkOver
    file_id, lesson_id, user_id = told
    lesson = await outline.find_lesson(session, lesson_id)
    (await rights.in_course(session, user_id or None, lesson.course_id)).require(lesson)
    for row in (lesson.video, *(material.file for material in lesson.materials)):
        if row is not None and row.id == file_id:
            return row
    raise LinkOver


def served(row: CourseFile) -> FileResponse:
    return private_files.served(row.name, row.media_type, filename=row.title if row.kind == MATERIAL else None)


async def forget_unused(session: AsyncSession, _: Payload) -> None:
    """Files that were never finished, or that no lesson has shown for a day: whoever had one in a form has left."""
    used = sa.select(Lesson.file_id).where(Lesson.file_id.is_not(None)).union(sa.select(Material.file_id))
    old = sa.and_(CourseFile.created_at < clock.now() - UNFINISHED_FOR, CourseFile.id.not_in(used))
    gone = sa.delete(CourseFile).where(old).returning(CourseFile.name)
    names = await session.scalars(gone, execution_options={"synchronize_session": False})
    for name in names.all():
        await jobs.schedule(session, FORGET, payload={"name": name})


async def forget(job: JobContext, payload: Payload) -> None:
    """Remove a file from the disk."""
    del job
    await private_files.remove(payload["name"])
