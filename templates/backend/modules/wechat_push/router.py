"""Where WeChat pushes its events. Without `success` within five seconds it sends them again, three times."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Query, Request
from fastapi.responses import PlainTextResponse

from app.core.auth import public
from app.core.body_limit import read_body
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.modules.wechat_push import push
from app.modules.wechat_push.errors import PushRejected
from app.modules.wechat_push.listening import LISTENERS

router = APIRouter(prefix="/wechat", tags=["微信回调"], dependencies=[public])

LARGEST = 64 * 1024

Part = Annotated[str, Query(max_length=200)]

log = structlog.get_logger(__name__)


@router.get("/push", response_class=PlainTextResponse, responses=raises(PushRejected), summary="微信校验推送地址")
async def prove(signature: Part = "", timestamp: Part = "", nonce: Part = "", echostr: Part = "") -> PlainTextResponse:
    push.verify(signature, timestamp, nonce)
    return PlainTextResponse(echostr)


@router.post(
    "/push",
    response_class=PlainTextResponse,
    responses=raises(PushRejected),
    summary="微信消息推送",
    openapi_extra=repeatable("WeChat repeats it, and each listener takes it once"),
)
async def receive(
    request: Request, database: DatabaseDep, msg_signature: Part = "", timestamp: Part = "", nonce: Part = ""
) -> PlainTextResponse:
    message = push.read(await read_body(request, LARGEST, PushRejected), msg_signature, timestamp, nonce)
    listeners = [one for one in LISTENERS.all() if one.event == message.get("Event")]
    if listeners:
        async with database.begin() as session:
            for listener in listeners:
                await listener.hear(session, message)
    log.info("wechat_pushed", wechat_event=message.get("Event"), heard=len(listeners))
    return PlainTextResponse("success")
