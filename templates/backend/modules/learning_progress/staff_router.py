from fastapi import APIRouter

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.ids import Id
from app.core.staff import require
from app.modules.course.api import CourseNotFound, EnrollmentNotFound
from app.modules.learning_progress import queries
from app.modules.learning_progress.schemas import FunnelOut, LearnerOut

router = APIRouter(prefix="/staff", tags=["店员·学习进度"], dependencies=[require("learning_progress.read")])


@router.get("/courses/{course_id}/funnel", summary="课程的学习漏斗", responses=raises(CourseNotFound))
async def funnel(course_id: Id, database: DatabaseDep) -> FunnelOut:
    async with database.read() as session:
        return await queries.funnel(session, course_id)


@router.get("/enrollments/{enrollment_id}/progress", summary="学员的进度", responses=raises(EnrollmentNotFound))
async def learner(enrollment_id: Id, database: DatabaseDep) -> LearnerOut:
    async with database.read() as session:
        return await queries.learner(session, enrollment_id)
