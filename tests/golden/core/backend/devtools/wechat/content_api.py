"""The content check of ``api.weixin.qq.com``: text at once, pictures by an event that follows.

Sources: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/, pages msgSecCheck (version
2) and mediaCheckAsync. What WeChat would find is chosen here by words: ``StandIn.content`` holds those that are risky,
and those that a person should look at. Pictures have no words: the next ones get the verdicts that were ordered for
them, all others pass.
"""

import secrets
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter
from pydantic import BaseModel

from devtools.wechat.errors import ServerApiError
from devtools.wechat.records import Push
from devtools.wechat.standin import StandIn

LONGEST = 2500
SCENES = {1, 2, 3, 4}
PICTURE_SECONDS = 60
NOTHING, ADVERTISEMENT, VULGAR = 100, 10001, 20002
LABELS = {"pass": NOTHING, "review": ADVERTISEMENT, "risky": VULGAR}
DOWNLOAD_FAILED = -1008
_MESSAGES = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40003: "invalid openid",
    40129: "invalid scene",
    43104: "appid and openid not match",
    44002: "empty post data",
    44991: "out of limit",
    45002: "content size out of limit",
    47001: "data format error",
    61010: "code is expired",
}


class TextCheck(BaseModel):
    content: str = ""
    version: int = 1
    scene: int = 0
    openid: str = ""


class MediaCheck(BaseModel):
    media_url: str = ""
    media_type: int = 0
    version: int = 1
    scene: int = 0
    openid: str = ""


def router(standin: StandIn) -> APIRouter:
    """The routes; errors come as ``ServerApiError``, with HTTP status 200 as on the platform."""
    routes = APIRouter()

    @routes.post("/wxa/msg_sec_check")
    async def msg_sec_check(given: TextCheck, access_token: str = "") -> dict[str, Any]:
        _check(standin, "msg_check", access_token, given)
        if not given.content:
            raise _error(44002)
        if len(given.content) > LONGEST:
            raise _error(45002)
        result = {"suggest": (found := standin.content.suggest(given.content)), "label": LABELS[found]}
        detail = [{"strategy": "content_model", "errcode": 0, **result, "prob": 90}]
        return {"errcode": 0, "errmsg": "ok", "result": result, "detail": detail, "trace_id": _trace_id()}

    @routes.post("/wxa/media_check_async")
    async def media_check_async(given: MediaCheck, access_token: str = "") -> dict[str, Any]:
        _check(standin, "media_check", access_token, given)
        parts = urlsplit(given.media_url)
        if parts.scheme not in {"http", "https"} or given.media_type not in {1, 2}:
            raise _error(47001)
        trace_id = _trace_id()
        suggest = standin.content.pictures.pop(0) if standin.content.pictures else "pass"
        push = Push(
            url=f"{parts.scheme}://{parts.netloc}/api/v1/wechat/push",
            message=_event(standin, trace_id, given.openid, suggest),
            due_at=standin.timeline.after(PICTURE_SECONDS),
        )
        standin.state.pushes.append(push)
        standin.save()
        return {"errcode": 0, "errmsg": "ok", "trace_id": trace_id}

    return routes


def _event(standin: StandIn, trace_id: str, openid: str, suggest: str) -> dict[str, Any]:
    event: dict[str, Any] = {
        "ToUserName": "gh_stand_in",
        "FromUserName": openid,
        "CreateTime": int(standin.timeline.now().timestamp()),
        "MsgType": "event",
        "Event": "wxa_media_check",
        "appid": standin.identity.numbers.appid,
        "trace_id": trace_id,
        "version": 2,
    }
    if suggest == "lost":
        return {**event, "detail": [], "errcode": DOWNLOAD_FAILED, "errmsg": "下载错误,请检查媒体链接是否有效"}
    result = {"suggest": suggest, "label": LABELS[suggest]}
    detail = [{"strategy": "content_model", "errcode": 0, **result, "prob": 90}]
    return {**event, "detail": detail, "errcode": 0, "errmsg": "ok", "result": result}


def _check(standin: StandIn, operation: str, access_token: str, given: TextCheck | MediaCheck) -> None:
    if code := standin.take_failure(operation):
        raise _error(int(code))
    until = standin.state.access_tokens.get(access_token)
    if until is None or until <= standin.timeline.now():
        raise _error(40001)
    if given.version != 2:  # version 1 answers otherwise, and WeChat advises against it
        raise _error(47001)
    if given.scene not in SCENES:
        raise _error(40129)
    if not given.openid:
        raise _error(40003)
    if not standin.identity.knows_openid(given.openid, standin.identity.numbers.appid):
        raise _error(43104)


def _trace_id() -> str:
    return "-".join(secrets.token_hex(4) for _ in range(3))


def _error(errcode: int) -> ServerApiError:
    return ServerApiError(errcode, _MESSAGES.get(errcode, "error"))
