"""Chapters, lessons and their files, for staff."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.body_limit import read_body
from app.core.database import DatabaseDep
from app.core.errors import BodyTooLarge, raises
from app.core.idempotency import StaffOnce
from app.core.ids import Id
from app.core.staff import CurrentStaff, require
from app.modules.course import editing, files, staff_queries
from app.modules.course.errors import (
    ChapterNotFound,
    CourseNotFound,
    FileIncomplete,
    FileInvalid,
    FileNotFound,
    FileTooLarge,
    LessonNotFound,
)
from app.modules.course.schemas import ChapterIn, FileIn, FileOut, FilePart, LessonIn, StaffChapter, StaffLesson

router = APIRouter(prefix="/staff", tags=["店员·课程"])
EDIT = require("course.edit")


@router.post(
    "/courses/{course_id}/chapters",
    status_code=201,
    response_model=StaffChapter,
    summary="新增章节",
    dependencies=[EDIT],
    responses=raises(CourseNotFound),
)
async def add_chapter(
    course_id: Id, body: ChapterIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> StaffChapter:
        return staff_queries.chapter(await editing.add_chapter(session, staff.actor, course_id, body), [])

    return await once.run(database, work, status=201)


@router.put("/chapters/{chapter_id}", summary="修改章节", dependencies=[EDIT], responses=raises(ChapterNotFound))
async def edit_chapter(chapter_id: Id, body: ChapterIn, staff: CurrentStaff, database: DatabaseDep) -> ChapterIn:
    async with database.begin() as session:
        await editing.edit_chapter(session, staff.actor, chapter_id, body)
    return body


@router.delete(
    "/chapters/{chapter_id}",
    status_code=204,
    summary="移除章节",
    dependencies=[EDIT],
    responses=raises(ChapterNotFound),
)
async def remove_chapter(chapter_id: Id, staff: CurrentStaff, database: DatabaseDep) -> None:
    async with database.begin() as session:
        await editing.remove_chapter(session, staff.actor, chapter_id)


@router.post(
    "/chapters/{chapter_id}/lessons",
    status_code=201,
    response_model=StaffLesson,
    summary="新增课时",
    dependencies=[EDIT],
    responses=raises(ChapterNotFound, FileNotFound),
)
async def add_lesson(
    chapter_id: Id, body: LessonIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> StaffLesson:
        return staff_queries.lesson(await editing.add_lesson(session, staff.actor, chapter_id, body))

    return await once.run(database, work, status=201)


@router.put(
    "/lessons/{lesson_id}", summary="修改课时", dependencies=[EDIT], responses=raises(LessonNotFound, FileNotFound)
)
async def edit_lesson(lesson_id: Id, body: LessonIn, staff: CurrentStaff, database: DatabaseDep) -> StaffLesson:
    async with database.begin() as session:
        return staff_queries.lesson(await editing.edit_lesson(session, staff.actor, lesson_id, body))


@router.delete(
    "/lessons/{lesson_id}", status_code=204, summary="移除课时", dependencies=[EDIT], responses=raises(LessonNotFound)
)
async def remove_lesson(lesson_id: Id, staff: CurrentStaff, database: DatabaseDep) -> None:
    async with database.begin() as session:
        await editing.remove_lesson(session, staff.actor, lesson_id)


@router.post(
    "/course-files",
    status_code=201,
    response_model=FileOut,
    summary="准备上传视频或资料",
    dependencies=[EDIT],
    responses=raises(FileInvalid, FileTooLarge),
)
async def announce(body: FileIn, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> FileOut:
        return files.shown(await files.announce(session, body))

    return await once.run(database, work, status=201)


@router.put(
    "/course-files/{file_id}/parts/{number}",
    summary="上传一部分",
    dependencies=[EDIT],
    responses=raises(FileNotFound, FileInvalid, BodyTooLarge),
    openapi_extra={"requestBody": {"required": True, "content": {"application/octet-stream": {}}}},
)
async def part(file_id: Id, number: int, request: Request, database: DatabaseDep) -> FilePart:
    """Bytes `number * part_bytes` and on, as the body; the same part again is harmless."""
    data = await read_body(request, files.PART_BYTES, BodyTooLarge)
    async with database.read() as session:
        row = await files.find(session, file_id)
    return FilePart(received=await files.receive(row, number, data))


@router.put(
    "/course-files/{file_id}/ready",
    summary="上传完成",
    dependencies=[EDIT],
    responses=raises(FileNotFound, FileIncomplete, FileInvalid),
)
async def ready(file_id: Id, database: DatabaseDep) -> FileOut:
    async with database.read() as session:
        row = await files.find(session, file_id)
    duration_ms = await files.check(row)
    async with database.begin() as session:
        return files.shown(await files.finish(session, file_id, duration_ms))
