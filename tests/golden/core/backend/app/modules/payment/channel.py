"""WeChat Pay API v3 through the library `wechatpayv3`, with what it leaves to us. Nothing else in this module knows the
library.

- Its gateway's address and its HTTP client are private attributes: they are set here, and only here.
- It accepts a callback that was signed yesterday: the window of five minutes, for answers too, is here
  (https://pay.weixin.qq.com/doc/v3/merchant/4012365352).
- While a merchant goes over from platform certificates to the WeChat Pay public key, both sign callbacks
  (https://pay.weixin.qq.com/doc/v3/merchant/4012154180); given a public key it loads no certificates. Here they are
  loaded when a serial asks for them, at most once a minute, and replaced in one step.
"""

# ruff: noqa: SLF001  # the library has no public way to what is set here

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from copy import copy
from datetime import datetime, timedelta
from typing import Annotated, Any, TypeVar

import httpx
import structlog
from fastapi import Depends
from wechatpayv3.async_ import AsyncWeChatPay, WeChatPayType

from app.core import clock
from app.core.http import open_http
from app.core.resources import resource
from app.core.settings import settings
from app.modules.payment.answers import (
    Callback,
    CallbackForged,
    ChannelError,
    ChannelRefused,
    ChannelUnavailable,
    Prepay,
    RefundRequest,
    RefundState,
    Trade,
)
from app.modules.payment.numbers import BEIJING
from app.modules.payment.settings import PaymentEnvironment, PaymentSettings, environment

WINDOW = timedelta(minutes=5)
TIMEOUT_S = 10.0
CERTIFICATES_AT_MOST_EVERY = timedelta(minutes=1)
SIGNED = ("Timestamp", "Nonce", "Signature", "Serial", "Signature-Type")

T = TypeVar("T")

log = structlog.get_logger(__name__)


class Channel:
    """One merchant's access to WeChat Pay; in partner mode his provider's. All amounts in fen.

    Every call raises ChannelUnavailable or ChannelRefused.
    """

    def __init__(self, values: PaymentEnvironment, appid: str, http: httpx.AsyncClient, *, partner: bool) -> None:
        self._appid = appid
        self._sp_appid = (values.wechat_pay_sp_appid or appid) if partner else None
        self._public_key_id = values.wechat_pay_public_key_id
        self.mchid = values.wechat_pay_mchid
        self.sub_mchid = values.wechat_pay_sub_mchid if partner else None
        http.event_hooks["response"].append(_insist_on_fresh)
        self._library = _library(values, self._sp_appid or appid, http, partner=partner)
        self._certificates = _Certificates(self._library._core)

    async def prepay(self, order: Prepay) -> str:
        """Announce a payment; its `prepay_id`, good for two hours. The same request again gives the same."""
        sub_appid = self._appid if self._sp_appid not in {None, self._appid} else None
        payer = "openid" if self._sp_appid is None else "sp_openid" if sub_appid is None else "sub_openid"
        answer = await self._ask(
            self._library.pay(
                description=order.description,
                out_trade_no=order.out_trade_no,
                amount={"total": order.amount_fen, "currency": "CNY"},
                payer={payer: order.openid},
                time_expire=order.time_expire.astimezone(BEIJING).isoformat(timespec="seconds"),
                notify_url=order.notify_url,
                sub_appid=sub_appid,
                sub_mchid=self.sub_mchid,
            )
        )
        return str(answer["prepay_id"])

    def cashier(self, prepay_id: str) -> dict[str, str]:
        """What the mini-program hands to `wx.requestPayment`.

        Signed lines: https://pay.weixin.qq.com/doc/v3/merchant/4012365341.
        """
        request = {
            "timeStamp": str(int(clock.now().timestamp())),
            "nonceStr": secrets.token_hex(16),
            "package": f"prepay_id={prepay_id}",
        }
        signature = self._library.sign([self._appid, *request.values()])
        return request | {"signType": "RSA", "paySign": str(signature)}

    async def query(self, out_trade_no: str) -> Trade | None:
        """The payment as WeChat sees it; None when WeChat does not know the number."""
        try:
            answer = await self._ask(self._library.query(out_trade_no=out_trade_no, sub_mchid=self.sub_mchid))
        except ChannelRefused as refusal:
            if refusal.code in {"ORDER_NOT_EXIST", "ORDERNOTEXIST", "RESOURCE_NOT_EXISTS"}:
                return None
            raise
        return _read(Trade.read, answer)

    async def close(self, out_trade_no: str) -> None:
        """Ask WeChat to take no more money for the number. Only a query tells whether it was in time."""
        await self._ask(self._library.close(out_trade_no, sub_mchid=self.sub_mchid))

    async def refund(self, request: RefundRequest) -> RefundState:
        """Give money back. The same number again is the same refund."""
        answer = await self._ask(
            self._library.refund(
                out_refund_no=request.refund_no,
                amount={"refund": request.amount_fen, "total": request.total_fen, "currency": "CNY"},
                transaction_id=request.transaction_id,
                reason=request.reason,
                notify_url=request.notify_url,
                sub_mchid=self.sub_mchid,
            )
        )
        return _read(RefundState.read, answer)

    async def query_refund(self, refund_no: str) -> RefundState:
        answer = await self._ask(self._library.query_refund(refund_no, sub_mchid=self.sub_mchid))
        return _read(RefundState.read, answer)

    async def read_callback(self, headers: Mapping[str, str], body: bytes) -> Callback:
        """Verify and decrypt. Raises CallbackForged, also for the probes that begin with `WECHATPAY/SIGNTEST/`.

        :param headers: the request's, found whatever their case.
        """
        marks = {f"Wechatpay-{name}": headers.get(f"Wechatpay-{name}", "") for name in SIGNED}
        if not all(marks.values()) or not _is_fresh(marks["Wechatpay-Timestamp"]):
            raise CallbackForged
        serial = marks["Wechatpay-Serial"]
        if serial != self._public_key_id and not self._certificates.knows(serial):
            await self._certificates.refresh()
        try:
            told = self._library.callback(marks, body)
        except Exception as error:  # the library raises Exception itself, and whatever parsing a stranger's text raises
            raise CallbackForged from error
        if not told:
            raise CallbackForged
        return Callback(event_id=told["id"], event_type=told["event_type"], resource=told["resource"])

    async def _ask(self, call: Awaitable[tuple[int, Any]]) -> dict[str, Any]:
        try:
            status, text = await call
        except ChannelError:
            raise
        except (
            Exception
        ) as error:  # besides httpx's own: the library raises Exception itself for an answer that is not signed
            raise ChannelUnavailable(type(error).__name__) from error
        told = _json(text)
        if 200 <= status < 300:
            return told
        code = str(told.get("code", "UNKNOWN"))
        log.warning("wechat_pay_refused", status=status, code=code)
        if status >= 500 or status == 429:
            raise ChannelUnavailable(code)
        raise ChannelRefused(code, str(told.get("message", "")))


class _Certificates:
    """The platform certificates that the library's `core` verifies with.

    A copy of it fetches them: the original would forget those in use before it asks for new ones.
    """

    def __init__(self, core: Any) -> None:  # noqa: ANN401  # the library has no types
        self._core = core
        self._loader = copy(core)
        self._loader._certificates = []
        self._lock = asyncio.Lock()
        self._next: datetime | None = None
        core._update_certificates = self.refresh

    def knows(self, serial: str) -> bool:
        held = {f"{one.serial_number:x}" for one in self._core._certificates}
        return serial.lower().lstrip("0") in held

    async def refresh(self) -> None:
        async with self._lock:
            if self._next is not None and clock.now() < self._next:
                return
            self._next = clock.now() + CERTIFICATES_AT_MOST_EVERY
            try:
                await self._loader._update_certificates()
            except Exception as error:  # noqa: BLE001  # the old ones stay; the library does not say what it may raise
                log.warning("platform_certificates_not_loaded", error=type(error).__name__)
            if self._loader._certificates:
                self._core._certificates = list(self._loader._certificates)


def _library(values: PaymentEnvironment, appid: str, http: httpx.AsyncClient, *, partner: bool) -> Any:  # noqa: ANN401  # the library has no types
    private_key, public_key = values.wechat_pay_private_key_path, values.wechat_pay_public_key_path
    library = AsyncWeChatPay(
        wechatpay_type=WeChatPayType.MINIPROG,
        mchid=values.wechat_pay_mchid,
        private_key=private_key.read_text("utf-8") if private_key else "",
        cert_serial_no=values.wechat_pay_serial_no,
        appid=appid,
        apiv3_key=values.wechat_pay_api_v3_key.get_secret_value(),
        partner_mode=partner,
        public_key=public_key.read_text("utf-8") if public_key else None,
        public_key_id=values.wechat_pay_public_key_id or None,
    )
    library._core._gate_way = values.wechat_pay_api_url.rstrip("/")
    library._core._client = http
    return library


async def _insist_on_fresh(response: httpx.Response) -> None:
    if response.is_success and not _is_fresh(response.headers.get("Wechatpay-Timestamp", "")):
        raise ChannelUnavailable("stale answer")


def _is_fresh(timestamp: str) -> bool:
    return timestamp.isdecimal() and abs(clock.now().timestamp() - int(timestamp)) <= WINDOW.total_seconds()


def _json(text: str | bytes) -> dict[str, Any]:
    try:
        told = json.loads(text) if text else {}
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _read(reader: Callable[[dict[str, Any]], T], answer: dict[str, Any]) -> T:
    try:
        return reader(answer)
    except (KeyError, ValueError, TypeError) as error:
        raise ChannelUnavailable("unreadable answer") from error


@asynccontextmanager
async def open_wechat_pay() -> AsyncIterator[Channel]:
    partner = PaymentSettings.load().mode == "partner"
    async with open_http(timeout=TIMEOUT_S) as http:
        yield Channel(environment(), settings().wechat_appid, http, partner=partner)


ChannelDep = Annotated[Channel, Depends(resource(Channel))]
