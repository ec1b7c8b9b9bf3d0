"""Questions, exams and results, for staff."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce, repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.course.api import ChapterNotFound, CourseNotFound, LessonNotFound
from app.modules.exam import editing, staff_queries
from app.modules.exam.errors import (
    ExamElsewhere,
    ExamIncomplete,
    ExamNotFound,
    ExamStatus,
    ExamTaken,
    QuestionCodeTaken,
    QuestionElsewhere,
    QuestionNotFound,
)
from app.modules.exam.schemas import ExamIn, ExamState, Kind, QuestionIn, StaffAttempt, StaffExam, StaffQuestion

router = APIRouter(prefix="/staff", tags=["店员·考核"])
READ, EDIT = require("exam.read"), require("exam.edit")

OfCourse = Annotated[Id | None, Query(description="Only those of this course")]


@router.get("/questions", summary="题库", dependencies=[READ])
async def questions(
    database: DatabaseDep, page: PageDep, course_id: OfCourse = None, kind: Kind | None = None
) -> Page[StaffQuestion]:
    async with database.read() as session:
        return await staff_queries.questions(session, page, course_id, kind)


@router.post(
    "/questions",
    status_code=201,
    response_model=StaffQuestion,
    summary="新增题目",
    dependencies=[EDIT],
    responses=raises(CourseNotFound, ChapterNotFound, QuestionCodeTaken),
)
async def add_question(body: QuestionIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> StaffQuestion:
        return staff_queries.question(await editing.add_question(session, staff.actor, body))

    return await once.run(database, work, status=201)


@router.put(
    "/questions/{question_id}",
    summary="修改题目",
    dependencies=[EDIT],
    responses=raises(QuestionNotFound, QuestionElsewhere, CourseNotFound, ChapterNotFound, QuestionCodeTaken),
)
async def edit_question(question_id: Id, body: QuestionIn, staff: CurrentStaff, database: DatabaseDep) -> StaffQuestion:
    async with database.begin() as session:
        return staff_queries.question(await editing.edit_question(session, staff.actor, question_id, body))


@router.delete(
    "/questions/{question_id}",
    status_code=204,
    summary="移出题库",
    dependencies=[EDIT],
    responses=raises(QuestionNotFound),
)
async def remove_question(question_id: Id, staff: CurrentStaff, database: DatabaseDep) -> Response:
    async with database.begin() as session:
        await editing.remove_question(session, staff.actor, question_id)
    return Response(status_code=204)


@router.get("/exams", summary="全部考试", dependencies=[READ])
async def exams(
    database: DatabaseDep, page: PageDep, course_id: OfCourse = None, status: ExamState | None = None
) -> Page[StaffExam]:
    async with database.read() as session:
        return await staff_queries.exams(session, page, course_id, status)


@router.post(
    "/exams",
    status_code=201,
    response_model=StaffExam,
    summary="新建考试",
    dependencies=[EDIT],
    responses=raises(CourseNotFound, LessonNotFound, ChapterNotFound, QuestionNotFound),
)
async def create(body: ExamIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> StaffExam:
        return staff_queries.exam(await editing.create(session, staff.actor, body))

    return await once.run(database, work, status=201)


@router.put(
    "/exams/{exam_id}",
    summary="修改考试",
    dependencies=[EDIT],
    responses=raises(
        ExamNotFound, ExamElsewhere, CourseNotFound, LessonNotFound, ChapterNotFound, QuestionNotFound, ExamIncomplete
    ),
)
async def edit(exam_id: Id, body: ExamIn, staff: CurrentStaff, database: DatabaseDep) -> StaffExam:
    async with database.begin() as session:
        return staff_queries.exam(await editing.edit(session, staff.actor, exam_id, body))


@router.post(
    "/exams/{exam_id}/publish",
    summary="发布",
    dependencies=[EDIT],
    responses=raises(ExamNotFound, ExamIncomplete, ExamTaken, ExamStatus),
    openapi_extra=repeatable("leaves one state, once"),
)
async def publish(exam_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffExam:
    async with database.begin() as session:
        return staff_queries.exam(await editing.publish(session, staff.actor, exam_id))


@router.post(
    "/exams/{exam_id}/retire",
    summary="停用",
    dependencies=[EDIT],
    responses=raises(ExamNotFound, ExamStatus),
    openapi_extra=repeatable("leaves one state, once"),
)
async def retire(exam_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffExam:
    async with database.begin() as session:
        return staff_queries.exam(await editing.retire(session, staff.actor, exam_id))


@router.get("/exams/{exam_id}/attempts", summary="成绩", dependencies=[READ], responses=raises(ExamNotFound))
async def attempts(exam_id: Id, database: DatabaseDep, page: PageDep) -> Page[StaffAttempt]:
    async with database.read() as session:
        return await staff_queries.attempts(session, exam_id, page)
