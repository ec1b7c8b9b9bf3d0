from fastapi import APIRouter

from app.core.auth import CurrentUser
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.core.ids import Id
from app.core.rate_limit import limit_user
from app.modules.course.api import LessonNotFound, NotEntitled
from app.modules.learning_progress import learning, queries
from app.modules.learning_progress.schemas import HeartbeatIn, ProgressOut

router = APIRouter(tags=["学习进度"])


@router.get("/lessons/{lesson_id}/progress", summary="课时的进度", responses=raises(LessonNotFound, NotEntitled))
async def of_lesson(lesson_id: Id, user: CurrentUser, database: DatabaseDep) -> ProgressOut:
    async with database.read() as session:
        return await queries.of_lesson(session, user.id, lesson_id)


@router.post(
    "/lessons/{lesson_id}/heartbeat",
    summary="学习心跳",
    dependencies=[limit_user("60/minute", "learning.heartbeat")],
    responses=raises(LessonNotFound, NotEntitled),
    openapi_extra=repeatable("time counts once"),
)
async def heartbeat(lesson_id: Id, body: HeartbeatIn, user: CurrentUser, database: DatabaseDep) -> ProgressOut:
    """Every 15 seconds, and when the player stops. The first one starts the clock; nothing counts before it."""
    async with database.begin() as session:
        return await queries.after(session, user.id, await learning.beat(session, user.id, lesson_id, body))
