"""Courses and learners, for staff."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce, repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.course import editing, enrolling, staff_queries
from app.modules.course.errors import (
    CodeTaken,
    CourseIncomplete,
    CourseNotFound,
    CourseStatus,
    EnrollmentNotFound,
    EnrollmentStatus,
)
from app.modules.course.schemas import CourseIn, CourseState, EnrollmentState, Learner, StaffCourse, SuspendIn

router = APIRouter(prefix="/staff", tags=["店员·课程"])
READ, EDIT = require("course.read"), require("course.edit")
PUBLISH, ENROLL = require("course.publish"), require("course.enroll")

InState = Annotated[CourseState | None, Query(description="Only courses in this state")]
Being = Annotated[EnrollmentState | None, Query(description="Only those in this state")]


@router.get("/courses", summary="全部课程", dependencies=[READ])
async def listed(database: DatabaseDep, page: PageDep, status: InState = None) -> Page[StaffCourse]:
    async with database.read() as session:
        return await staff_queries.page_of(session, page, status)


@router.post(
    "/courses",
    status_code=201,
    response_model=StaffCourse,
    summary="新建课程",
    dependencies=[EDIT],
    responses=raises(CodeTaken),
)
async def create(body: CourseIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> StaffCourse:
        return await staff_queries.one(session, (await editing.create(session, staff.actor, body)).id)

    return await once.run(database, work, status=201)


@router.get("/courses/{course_id}", summary="课程", dependencies=[READ], responses=raises(CourseNotFound))
async def one(course_id: Id, database: DatabaseDep) -> StaffCourse:
    async with database.read() as session:
        return await staff_queries.one(session, course_id)


@router.put(
    "/courses/{course_id}", summary="修改课程", dependencies=[EDIT], responses=raises(CourseNotFound, CodeTaken)
)
async def edit(course_id: Id, body: CourseIn, staff: CurrentStaff, database: DatabaseDep) -> StaffCourse:
    async with database.begin() as session:
        await editing.edit(session, staff.actor, course_id, body)
        return await staff_queries.one(session, course_id)


@router.post(
    "/courses/{course_id}/publish",
    summary="发布",
    dependencies=[PUBLISH],
    responses=raises(CourseNotFound, CourseIncomplete, CourseStatus),
    openapi_extra=repeatable("leaves one state, once"),
)
async def publish(course_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffCourse:
    async with database.begin() as session:
        await editing.publish(session, staff.actor, course_id)
        return await staff_queries.one(session, course_id)


@router.post(
    "/courses/{course_id}/retire",
    summary="下架",
    dependencies=[PUBLISH],
    responses=raises(CourseNotFound, CourseStatus),
    openapi_extra=repeatable("leaves one state, once"),
)
async def retire(course_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffCourse:
    async with database.begin() as session:
        await editing.retire(session, staff.actor, course_id)
        return await staff_queries.one(session, course_id)


@router.get("/courses/{course_id}/learners", summary="学员", dependencies=[READ], responses=raises(CourseNotFound))
async def learners(course_id: Id, database: DatabaseDep, page: PageDep, status: Being = None) -> Page[Learner]:
    async with database.read() as session:
        return await staff_queries.learners(session, course_id, page, status)


@router.post(
    "/enrollments/{enrollment_id}/suspend",
    summary="暂停学习",
    dependencies=[ENROLL],
    responses=raises(EnrollmentNotFound, EnrollmentStatus),
    openapi_extra=repeatable("leaves one state, once"),
)
async def suspend(enrollment_id: Id, body: SuspendIn, staff: CurrentStaff, database: DatabaseDep) -> Learner:
    async with database.begin() as session:
        row = await enrolling.suspend_by(session, staff.actor, enrollment_id, body.reason)
        return (await staff_queries.told(session, [row]))[0]


@router.post(
    "/enrollments/{enrollment_id}/resume",
    summary="恢复学习",
    dependencies=[ENROLL],
    responses=raises(EnrollmentNotFound, EnrollmentStatus),
    openapi_extra=repeatable("leaves one state, once"),
)
async def resume(enrollment_id: Id, staff: CurrentStaff, database: DatabaseDep) -> Learner:
    async with database.begin() as session:
        row = await enrolling.resume_by(session, staff.actor, enrollment_id)
        return (await staff_queries.told(session, [row]))[0]
