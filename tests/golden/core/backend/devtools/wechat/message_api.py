"""Subscription messages: ``POST /cgi-bin/message/subscribe/send``.

Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html

A template is whatever id a person has accepted in ``wx.requestSubscribeMessage``; each accept lets one message
through. Values are held to the limits of their type, which WeChat reads off the keyword's name.
"""

import re
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from devtools.wechat.records import SubscribeMessage
from devtools.wechat.server_api import check_token, fail_if_told, server_error
from devtools.wechat.standin import StandIn

VALUES = {
    "thing": r".{1,20}",
    "number": r"\d{1,32}(\.\d+)?",
    "letter": r"[A-Za-z]{1,32}",
    "symbol": r"[^\w\s]{1,5}",
    "character_string": r"[!-~]{1,32}",
    "time": r"(\d{4}(年|-)\d{1,2}(月|-)\d{1,2}日? )?\d{1,2}:\d{2}(:\d{2})?",
    "date": r"\d{4}(年|-)\d{1,2}(月|-)\d{1,2}日?( \d{1,2}:\d{2}(:\d{2})?)?",
    "amount": r"[^\w\s]?(?=(\.?\d){1,10}元?$)\d+(\.\d+)?元?",
    "phone_number": r"[\d+\-]{1,17}",
    "car_number": r".{1,8}",
    "name": r"[\u4e00-\u9fff]{1,10}|[A-Za-z .]{1,20}",
    "phrase": r"[\u4e00-\u9fff]{1,5}",
}
STATES = {"developer", "trial", "formal"}


class Value(BaseModel):
    value: str


class MessageRequest(BaseModel):
    touser: str = ""
    template_id: str = ""
    page: str = ""
    data: dict[str, Value] = {}
    miniprogram_state: str = "formal"
    lang: str = "zh_CN"


def router(standin: StandIn) -> APIRouter:
    """The route; errors come as ``ServerApiError``, with HTTP status 200 as on the platform."""
    routes = APIRouter()

    @routes.post("/cgi-bin/message/subscribe/send")
    async def send(given: MessageRequest, access_token: str = "") -> dict[str, Any]:
        fail_if_told(standin, "message")
        check_token(standin, access_token)
        if not re.fullmatch(r"o[0-9A-Za-z_-]{27}", given.touser):
            raise server_error(40003)
        if not given.template_id:
            raise server_error(40037)
        if given.miniprogram_state not in STATES or given.page.startswith("/"):
            raise server_error(47003)
        for name, one in given.data.items():
            kind = name.rstrip("0123456789")
            if kind not in VALUES or not re.fullmatch(VALUES[kind], one.value):
                raise server_error(47003, f"data.{name}.value invalid")
        standin.deliver_message(
            SubscribeMessage(
                openid=given.touser,
                template_id=given.template_id,
                page=given.page,
                data={name: one.value for name, one in given.data.items()},
                sent_at=standin.timeline.now(),
            )
        )
        standin.save()
        return {"errcode": 0, "errmsg": "ok"}

    return routes
