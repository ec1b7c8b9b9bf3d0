from fastapi import APIRouter
from fastapi.responses import JSONResponse

from app.core.auth import CurrentUser
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import UserOnce
from app.core.ids import Id
from app.core.rate_limit import limit_user
from app.modules.order.api import OrderNotFound
from app.modules.survey import service
from app.modules.survey.errors import SurveyAnswered, SurveyClosed
from app.modules.survey.schemas import Answered, AnswerIn, SurveyOut

router = APIRouter(prefix="/orders/{order_id}/survey", tags=["满意度"])


@router.get("", summary="满意度调查", responses=raises(OrderNotFound))
async def of_order(order_id: Id, user: CurrentUser, database: DatabaseDep) -> SurveyOut:
    async with database.read() as session:
        return await service.of_order(session, order_id, user.id)


@router.post(
    "",
    status_code=201,
    response_model=SurveyOut,
    dependencies=[limit_user("30/hour", "survey.answer")],
    responses=raises(OrderNotFound, SurveyClosed, SurveyAnswered),
    summary="打分",
)
async def answer(
    order_id: Id, body: AnswerIn, user: CurrentUser, once: UserOnce, database: DatabaseDep
) -> JSONResponse:
    async with database.begin() as session:
        kept = await once.replay(session)
        if kept is None:
            await service.answer(session, user.id, order_id, body)
            kept = await once.save(session, Answered(order_id=order_id), status=201)
        out = await service.of_order(session, order_id, user.id)
    return JSONResponse(out.model_dump(mode="json"), kept.status_code)
