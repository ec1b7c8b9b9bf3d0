"""The part of ``api.weixin.qq.com`` that a shop needs: login, access token, phone number.

Sources: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/, pages user-login/code2Session,
mp-access-token/getStableAccessToken and user-info/phone-number/getPhoneNumber.

Codes: those that ``/control/login-codes`` issues (five minutes, once); ``person:<name>`` and ``phone:<number>``, which
always work and which scripts may use; and any code of the form that WeChat's DevTools give, which stands for the one
person sitting in front of them.
"""

import base64
import re
import secrets
from datetime import timedelta
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from devtools.wechat.errors import ServerApiError
from devtools.wechat.records import Code
from devtools.wechat.standin import StandIn

TOKEN_SECONDS = 7200
DEVTOOLS_CODE = re.compile(r"[0-9A-Za-z_-]{32}|[0-9a-f]{64}|the code is a mock one")
DEVTOOLS_PERSON = "devtools"
DEVTOOLS_PHONE = "13800138000"
_MESSAGES = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40002: "invalid grant_type",
    40003: "invalid openid",
    40013: "invalid appid",
    40029: "invalid code",
    40037: "invalid template_id",
    40125: "invalid appsecret",
    40163: "code been used",
    40226: "code blocked",
    43101: "user refuse to accept the msg",
    45011: "api minute-quota reach limit, must slower, retry next minute",
    47003: "argument invalid!",
}


class TokenRequest(BaseModel):
    grant_type: str = ""
    appid: str = ""
    secret: str = ""
    force_refresh: bool = False


class PhoneRequest(BaseModel):
    code: str = ""


def router(standin: StandIn) -> APIRouter:
    """The routes; errors come as ``ServerApiError``, with HTTP status 200 as on the platform."""
    routes = APIRouter()

    @routes.get("/sns/jscode2session")
    async def jscode2session(
        appid: str = "", secret: str = "", js_code: str = "", grant_type: str = ""
    ) -> dict[str, Any]:
        fail_if_told(standin, "login")
        check_app(standin, appid, secret)
        if grant_type != "authorization_code":
            raise server_error(40002)
        person = js_code.removeprefix("person:") if js_code.startswith("person:") else _redeem(standin, js_code).person
        return {
            "openid": standin.identity.openid(person),
            "session_key": base64.b64encode(secrets.token_bytes(16)).decode(),
        }

    @routes.post("/cgi-bin/stable_token")
    async def stable_token(given: TokenRequest) -> dict[str, Any]:
        fail_if_told(standin, "token")
        if given.grant_type != "client_credential":
            raise server_error(40002)
        check_app(standin, given.appid, given.secret)
        now, tokens = standin.timeline.now(), standin.state.access_tokens
        current = max(tokens, key=lambda one: tokens[one], default=None)
        if current is None or given.force_refresh or tokens[current] <= now:
            current = secrets.token_urlsafe(120)
            tokens.clear()
            tokens[current] = now + timedelta(seconds=TOKEN_SECONDS)
        standin.save()
        return {"access_token": current, "expires_in": int((tokens[current] - now).total_seconds())}

    @routes.post("/wxa/business/getuserphonenumber")
    async def phone_number(given: PhoneRequest, access_token: str = "") -> dict[str, Any]:
        fail_if_told(standin, "phone")
        check_token(standin, access_token)
        if given.code.startswith("phone:"):
            number = given.code.removeprefix("phone:")
        else:
            number = _redeem(standin, given.code).phone or DEVTOOLS_PHONE
        return {
            "errcode": 0,
            "errmsg": "ok",
            "phone_info": {
                "phoneNumber": number,
                "purePhoneNumber": number,
                "countryCode": "86",
                "watermark": {
                    "timestamp": int(standin.timeline.now().timestamp()),
                    "appid": standin.identity.numbers.appid,
                },
            },
        }

    return routes


def _redeem(standin: StandIn, text: str) -> Code:
    code = standin.state.codes.get(text)
    if code is None:
        if not DEVTOOLS_CODE.fullmatch(text):
            raise server_error(40029)
        code = Code(person=DEVTOOLS_PERSON, until=standin.timeline.now() + timedelta(minutes=5))
        standin.state.codes[text] = code
        code.used = " " in text  # the one constant code of a test account may be used again
        standin.save()
    if code.used and " " not in text:
        raise server_error(40163)
    if code.until < standin.timeline.now():
        raise server_error(40029)
    code.used = True
    standin.save()
    return code


def check_token(standin: StandIn, access_token: str) -> None:
    """:raises ServerApiError: 40001 for a token that is not, or no longer, good."""
    until = standin.state.access_tokens.get(access_token)
    if until is None or until <= standin.timeline.now():
        raise server_error(40001)


def check_app(standin: StandIn, appid: str, secret: str) -> None:
    if appid != standin.identity.numbers.appid:
        raise server_error(40013)
    if secret != standin.identity.numbers.app_secret:
        raise server_error(40125)


def fail_if_told(standin: StandIn, operation: str) -> None:
    """:raises ServerApiError: when somebody ordered that the operation fails."""
    if code := standin.take_failure(operation):
        raise server_error(int(code))


def server_error(errcode: int, more: str = "") -> ServerApiError:
    """The error as WeChat words it; ``more`` says what it is about."""
    return ServerApiError(errcode, f"{_MESSAGES.get(errcode, 'error')} {more}".strip())
