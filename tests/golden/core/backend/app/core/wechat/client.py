"""A client of WeChat's server API.

Facts from developers.weixin.qq.com: GET /sns/jscode2session, POST /cgi-bin/stable_token, POST
/wxa/business/getuserphonenumber. Answers are HTTP 200 with `errcode` other than 0 when something is wrong. An access
token lives for at most 7200 s; asking `stable_token` again gives the same one until shortly before its end, so several
processes may each ask for themselves.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any, Final

import httpx
from fastapi import Depends

from app.core import clock
from app.core.errors import AppError
from app.core.http import open_http
from app.core.resources import resource
from app.core.settings import settings

TIMEOUT_S: Final = 8.0
TOKEN_EXPIRED: Final = frozenset({40001, 40014, 42001})
CODE_INVALID: Final = frozenset({40029, 40163, 40226})
TOKEN_MARGIN: Final = timedelta(minutes=5)


class WeChatError(AppError):
    """details: {"errcode": WeChat's number}"""

    status, code, message = 502, "WECHAT_UNAVAILABLE", "微信服务暂时不可用，请稍后再试"


class WeChatUnreached(WeChatError):
    """The request never got to where it was meant to go: it may be made again without doing anything twice."""


class WxCodeInvalid(AppError):
    status, code, message = 401, "WX_CODE_INVALID", "登录凭证已失效，请重试"


@dataclass(frozen=True)
class WxSession:
    openid: str
    unionid: str | None


@dataclass(frozen=True)
class PhoneNumber:
    number: str
    """Without the country code."""
    country_code: str


class WeChat:
    """One mini-program's access. `http` has WeChat's address as its base."""

    def __init__(self, http: httpx.AsyncClient, appid: str, secret: str) -> None:
        self._http = http
        self._appid = appid
        self._secret = secret
        self._token = ""
        self._token_until: datetime | None = None
        self._token_lock = asyncio.Lock()

    async def code2session(self, code: str) -> WxSession:
        """Who signed in with the code of `wx.login` (valid for 5 minutes, once). Raises WxCodeInvalid, WeChatError."""
        query = {"appid": self._appid, "secret": self._secret, "js_code": code, "grant_type": "authorization_code"}
        answer = await self._call("GET", "/sns/jscode2session", params=query)
        return WxSession(openid=answer["openid"], unionid=answer.get("unionid"))

    async def phone_number(self, code: str) -> PhoneNumber:
        """The number behind the code of a `getPhoneNumber` button; WeChat charges for each.

        Raises WxCodeInvalid, WeChatError.
        """
        answer = await self.call("/wxa/business/getuserphonenumber", {"code": code})
        info = answer["phone_info"]
        return PhoneNumber(number=info["purePhoneNumber"], country_code=info["countryCode"])

    async def call(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """POST with an access token; once more with a fresh one if WeChat says that it has expired.

        Raises WeChatError.
        """
        try:
            return await self._call("POST", path, params={"access_token": await self._access_token()}, json=body)
        except WeChatError as error:
            if error.details.get("errcode") not in TOKEN_EXPIRED:
                raise
        self._token_until = None
        return await self._call("POST", path, params={"access_token": await self._access_token()}, json=body)

    async def _access_token(self) -> str:
        async with self._token_lock:
            if self._token_until is None or clock.now() >= self._token_until:
                body = {"grant_type": "client_credential", "appid": self._appid, "secret": self._secret}
                try:
                    answer = await self._call("POST", "/cgi-bin/stable_token", json=body)
                except WeChatError as error:
                    raise WeChatUnreached(None, **error.details) from None
                self._token = str(answer["access_token"])
                self._token_until = clock.now() + timedelta(seconds=int(answer["expires_in"])) - TOKEN_MARGIN
            return self._token

    async def _call(self, method: str, path: str, **request: Any) -> dict[str, Any]:  # noqa: ANN401  # what httpx takes
        try:
            response = await self._http.request(method, path, **request)
            response.raise_for_status()
            answer = response.json()
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            raise WeChatUnreached from None
        except (httpx.HTTPError, ValueError):
            raise WeChatError from None  # the address holds the secret and must not reach a log
        errcode = answer.get("errcode", 0)
        if errcode in CODE_INVALID:
            raise WxCodeInvalid
        if errcode:
            raise WeChatError(errcode=errcode)
        return dict(answer)


@asynccontextmanager
async def open_wechat() -> AsyncIterator[WeChat]:
    async with open_http(settings().wechat_api_url, timeout=TIMEOUT_S) as http:
        yield WeChat(http, settings().wechat_appid, settings().wechat_secret.get_secret_value())


WeChatDep = Annotated[WeChat, Depends(resource(WeChat))]
