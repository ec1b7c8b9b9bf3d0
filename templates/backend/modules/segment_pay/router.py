from fastapi import APIRouter

from app.core.auth import Visitor, public
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.ids import Id
from app.modules.course.api import CourseNotFound
from app.modules.segment_pay import queries
from app.modules.segment_pay.schemas import SegmentsOut

router = APIRouter(tags=["课程付费"])


@router.get(
    "/courses/{course_id}/offers",
    summary="课程的价格",
    dependencies=[public],
    responses=raises(CourseNotFound),
)
async def offers(course_id: Id, user: Visitor, database: DatabaseDep) -> SegmentsOut:
    async with database.read() as session:
        return await queries.of_course(session, course_id, user.id if user else None)
