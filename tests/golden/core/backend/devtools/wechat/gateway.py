"""The Pay v3 gateway: signed requests in, signed answers out.

A request is checked in the platform's order: headers, signature, body, business.
Source: https://pay.weixin.qq.com/doc/v3/merchant/4012365342.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from fastapi import Request, Response

from app.core import clock
from devtools.wechat import errors
from devtools.wechat.signing import Authorization, is_signed
from devtools.wechat.standin import StandIn

CLOCK_SECONDS = 300
Answer = dict[str, Any] | None


class Gateway:
    """Checks and answers one request at a time for ``standin``."""

    def __init__(self, standin: StandIn) -> None:
        self._standin = standin
        self._nonces: dict[str, float] = {}

    async def answer(self, request: Request, operation: str, work: Callable[[bytes], Answer]) -> Response:
        """Authenticate, run ``work`` on the body, sign what it returns (204 for None) or the error it raises."""
        body = await request.body()
        try:
            self._authenticate(request, body)
            serial = self._standin.signer.answer_serial(request.headers.get("Wechatpay-Serial"))
        except errors.PayError as error:
            return Response(_text(error.body()), error.status, {"Request-ID": str(uuid4())}, "application/json")
        try:
            self._fail(operation, after=False)
            told = work(body)
            self._standin.save()
            self._fail(operation, after=True)
        except errors.PayError as error:
            return self._sign(serial, error.status, _text(error.body()))
        return self._sign(serial, 204, "") if told is None else self._sign(serial, 200, _text(told))

    def _fail(self, operation: str, *, after: bool) -> None:
        if code := self._standin.take_failure(operation, after=after):
            raise errors.failure(code)

    def _authenticate(self, request: Request, body: bytes) -> None:
        if "Accept" not in request.headers or "User-Agent" not in request.headers:
            raise errors.PayError(400, "PARAM_ERROR", "Http头缺少Accept或User-Agent")
        given = Authorization.parse(request.headers.get("Authorization", ""))
        if given is None:
            raise errors.sign_error("Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》")
        identity = self._standin.identity
        if given.mchid != identity.numbers.merchant_id:
            raise errors.sign_error("商户号与签名不匹配", field="mchid")
        if given.serial_no != identity.merchant_serial:
            raise errors.sign_error("商户证书序列号有误。请使用签名私钥匹配的证书序列号", field="serial_no")
        self._check_time(given)
        url = request.scope["raw_path"].decode() + (f"?{request.url.query}" if request.url.query else "")
        lines = (request.method, url, given.timestamp, given.nonce_str, body.decode())
        if not is_signed(identity.merchant_public_key, given.signature, *lines):
            information = {"method": request.method, "url": url, "sign_message_length": len("\n".join(lines)) + 1}
            raise errors.sign_error(
                "错误的签名，验签失败",
                field="signature",
                issue="sign not match",
                location="authorization",
                sign_information=information,
            )
        self._nonces[given.nonce_str] = float(given.timestamp)

    def _check_time(self, given: Authorization) -> None:
        now = datetime.now(UTC).timestamp()
        if not given.timestamp.isdecimal() or abs(now - int(given.timestamp)) > CLOCK_SECONDS:
            raise errors.sign_error("Http头Authorization中的timestamp与发起请求的时间不得超过5分钟", field="timestamp")
        self._nonces = {nonce: at for nonce, at in self._nonces.items() if now - at <= 2 * CLOCK_SECONDS}
        if not 1 <= len(given.nonce_str) <= 32 or given.nonce_str in self._nonces:
            raise errors.sign_error("Http头Authorization中的nonce_str无效或重复", field="nonce_str")

    def _sign(self, serial: str, status: int, body: str) -> Response:
        headers = self._standin.signer.headers(serial, body, clock.now())
        headers["Request-ID"] = str(uuid4())
        return Response(body, status, headers, "application/json" if body else None)


def _text(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False)
