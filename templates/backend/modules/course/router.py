"""Courses, for customers."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import FileResponse

from app.core.auth import CurrentUser, Visitor, public
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import UserOnce
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.modules.course import enrolling, files, queries
from app.modules.course.errors import (
    CourseNotFound,
    CourseStatus,
    Enrolled,
    LessonNotFound,
    LinkOver,
    NotEntitled,
)
from app.modules.course.schemas import CourseCard, CourseOut, EnrollmentOut, LessonOut, MyCourse

router = APIRouter(tags=["课程"])


@router.get("/courses", summary="课程列表", dependencies=[public])
async def listed(database: DatabaseDep, page: PageDep) -> Page[CourseCard]:
    async with database.read() as session:
        return await queries.published(session, page)


@router.get("/courses/{course_id}", summary="课程详情", dependencies=[public], responses=raises(CourseNotFound))
async def detail(course_id: Id, user: Visitor, database: DatabaseDep) -> CourseOut:
    async with database.read() as session:
        return await queries.detail(session, course_id, user.id if user else None)


@router.post(
    "/courses/{course_id}/enrollment",
    status_code=201,
    response_model=EnrollmentOut,
    summary="报名",
    responses=raises(CourseNotFound, CourseStatus, NotEntitled, Enrolled),
)
async def enroll(course_id: Id, user: CurrentUser, once: UserOnce, database: DatabaseDep) -> JSONResponse:
    """Into a course that costs nothing, or that is open to the customer already; others are enrolled in by buying."""

    async def work(session: AsyncSession) -> EnrollmentOut:
        row = await enrolling.enroll(session, user.id, course_id)
        return (await queries.enrollments(session, [row]))[0]

    return await once.run(database, work, status=201)


@router.get("/me/courses", summary="我的课程")
async def mine(user: CurrentUser, database: DatabaseDep, page: PageDep) -> Page[MyCourse]:
    async with database.read() as session:
        return await queries.mine(session, user.id, page)


@router.get(
    "/lessons/{lesson_id}", summary="课时", dependencies=[public], responses=raises(LessonNotFound, NotEntitled)
)
async def lesson(lesson_id: Id, user: Visitor, database: DatabaseDep) -> LessonOut:
    """A free preview for everybody, anything else for who may see it; 401 where nobody has signed in."""
    async with database.read() as session:
        return await queries.lesson(session, lesson_id, user.id if user else None)


@router.get(
    "/lesson-files/{ticket}",
    summary="课时的视频或资料",
    dependencies=[public],
    response_class=FileResponse,
    responses=raises(LinkOver, LessonNotFound, NotEntitled),
)
async def file(ticket: str, database: DatabaseDep) -> FileResponse:
    """What a lesson's links lead to: the ticket says for whom, and whether he may see it is asked again each time.

    Answers to Range, as players ask for what they show next.
    """
    async with database.read() as session:
        row = await files.opened(session, ticket)
    return files.served(row)
