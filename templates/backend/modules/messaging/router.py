from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import CurrentUser
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import UserOnce, repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.rate_limit import limit_user
from app.modules.messaging import inbox, quota
from app.modules.messaging.errors import MessageKindNotFound, MessageNotFound
from app.modules.messaging.schemas import (
    KindsOut,
    MessageOut,
    SubscriptionsIn,
    SubscriptionsOut,
    TemplatesOut,
    UnreadOut,
    WantedIn,
)
from app.modules.messaging.settings import templates

router = APIRouter(prefix="/messages", tags=["消息"])

ACCEPTED = {"accept", "acceptWithAudio", "acceptWithAlert"}


@router.get("", summary="站内消息")
async def mine(user: CurrentUser, database: DatabaseDep, page: PageDep) -> Page[MessageOut]:
    async with database.read() as session:
        return await inbox.page_of(session, user.id, page)


@router.get("/unread", summary="未读消息数")
async def unread(user: CurrentUser, database: DatabaseDep) -> UnreadOut:
    async with database.read() as session:
        return UnreadOut(count=await inbox.unread(session, user.id))


@router.post("/read", summary="全部标为已读", openapi_extra=repeatable("sets a state"))
async def read_all(user: CurrentUser, database: DatabaseDep) -> UnreadOut:
    async with database.begin() as session:
        await inbox.read_all(session, user.id)
        return UnreadOut(count=await inbox.unread(session, user.id))


@router.get("/templates", summary="值得请求订阅的模板")
async def wanted_templates(user: CurrentUser, database: DatabaseDep) -> TemplatesOut:
    async with database.read() as session:
        return TemplatesOut(template_ids=inbox.asked_for(await inbox.kinds(session, user.id)))


@router.get("/kinds", summary="可接收的消息")
async def kinds(user: CurrentUser, database: DatabaseDep) -> KindsOut:
    async with database.read() as session:
        return KindsOut(items=await inbox.kinds(session, user.id))


@router.put("/kinds/{message}", summary="接收或退订一类消息", responses=raises(MessageKindNotFound))
async def want(message: str, body: WantedIn, user: CurrentUser, database: DatabaseDep) -> KindsOut:
    async with database.begin() as session:
        await inbox.want(session, user.id, message, wanted=body.wanted)
        return KindsOut(items=await inbox.kinds(session, user.id))


@router.post(
    "/subscriptions",
    response_model=SubscriptionsOut,
    summary="记下订阅授权的结果",
    dependencies=[limit_user("60/hour", "subscriptions")],
)
async def subscribe(body: SubscriptionsIn, user: CurrentUser, once: UserOnce, database: DatabaseDep) -> JSONResponse:
    """Each accept is one message. Templates that the shop no longer uses are passed over."""

    async def count(session: AsyncSession) -> SubscriptionsOut:
        used = {template.id for template in templates().values()}
        accepted = [id_ for id_, answer in body.answers.items() if id_ in used and answer in ACCEPTED]
        for template_id in sorted(accepted):
            await quota.accept(session, user.id, template_id, once.key)
        return SubscriptionsOut(accepted=len(accepted))

    return await once.run(database, count)


@router.post(
    "/{notification_id}/read",
    summary="标为已读",
    responses=raises(MessageNotFound),
    openapi_extra=repeatable("sets a state"),
)
async def read(notification_id: Id, user: CurrentUser, database: DatabaseDep) -> UnreadOut:
    async with database.begin() as session:
        await inbox.read(session, user.id, notification_id)
        return UnreadOut(count=await inbox.unread(session, user.id))
