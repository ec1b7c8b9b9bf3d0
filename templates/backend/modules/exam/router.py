"""Exams, for learners."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import CurrentUser
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import UserOnce, repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.modules.course.api import CourseNotFound, NotEntitled, find
from app.modules.exam import queries, taking
from app.modules.exam.errors import (
    AnswerInvalid,
    AnswersStale,
    AttemptExpired,
    AttemptNotFound,
    AttemptStatus,
    AttemptsUsed,
    ExamIncomplete,
    ExamNotFound,
    ExamPassed,
    ExamStatus,
)
from app.modules.exam.schemas import AnswersIn, AttemptOut, AttemptRow, ExamOut, ExamsOut, SavedOut

router = APIRouter(tags=["考核"])


@router.get("/courses/{course_id}/exams", summary="一门课程的考试", responses=raises(CourseNotFound))
async def of_course(course_id: Id, user: CurrentUser, database: DatabaseDep) -> ExamsOut:
    async with database.read() as session:
        await find(session, course_id)
        return ExamsOut(items=await queries.of_course(session, user.id, course_id))


@router.get("/exams/{exam_id}", summary="考试说明", responses=raises(ExamNotFound))
async def one(exam_id: Id, user: CurrentUser, database: DatabaseDep) -> ExamOut:
    async with database.read() as session:
        return (await queries.told(session, user.id, [await taking.exam_by_id(session, exam_id)]))[0]


@router.post(
    "/exams/{exam_id}/attempts",
    summary="开始考试（有没交的答卷时接着答）",
    responses=raises(ExamNotFound, ExamStatus, NotEntitled, ExamPassed, AttemptsUsed, ExamIncomplete, AttemptStatus),
    openapi_extra=repeatable("there is one open attempt at a time"),
)
async def start(exam_id: Id, user: CurrentUser, database: DatabaseDep) -> AttemptOut:
    async with database.begin() as session:
        return await queries.attempt(session, await taking.start(session, user.id, exam_id))


@router.get("/exam-attempts/{attempt_id}", summary="答卷或成绩", responses=raises(AttemptNotFound))
async def attempt(attempt_id: Id, user: CurrentUser, database: DatabaseDep) -> AttemptOut:
    async with database.read() as session:
        return await queries.attempt(session, await taking.attempt_of(session, user.id, attempt_id))


@router.put(
    "/exam-attempts/{attempt_id}/answers",
    summary="保存答案",
    responses=raises(AttemptNotFound, AnswerInvalid, AttemptExpired, AttemptStatus),
    openapi_extra=repeatable("the highest revision stays"),
)
async def save(attempt_id: Id, body: AnswersIn, user: CurrentUser, database: DatabaseDep) -> SavedOut:
    async with database.begin() as session:
        row = await taking.save(session, user.id, attempt_id, body.revision, body.answers)
        return SavedOut(revision=row.revision)


@router.post(
    "/exam-attempts/{attempt_id}/submission",
    response_model=AttemptOut,
    summary="交卷",
    responses=raises(AttemptNotFound, AnswerInvalid, AttemptExpired, AttemptStatus, AnswersStale),
)
async def submit(
    attempt_id: Id, body: AnswersIn, user: CurrentUser, once: UserOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> AttemptOut:
        row = await taking.submit(session, user.id, attempt_id, body.revision, body.answers)
        return await queries.attempt(session, row)

    return await once.run(database, work)


@router.get("/me/exam-attempts", summary="我的考试")
async def mine(user: CurrentUser, database: DatabaseDep, page: PageDep) -> Page[AttemptRow]:
    async with database.read() as session:
        return await queries.mine(session, user.id, page)
