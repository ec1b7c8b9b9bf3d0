"""A merchant who signs by the book, and a shop that writes down what it is told."""

import json
import secrets
import time
from base64 import b64decode
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from devtools.wechat import StandIn, create_app
from devtools.wechat.keys import MERCHANT_KEY
from devtools.wechat.signing import is_signed, sign

NOTIFY_URL = "https://shop.test/notify"
REFUND_NOTIFY_URL = "https://shop.test/refund-notify"


@dataclass
class Notification:
    headers: dict[str, str]
    body: str
    resource: dict[str, Any]


@dataclass
class Shop:
    """Answers callbacks with the next of ``answers``, then with 204."""

    standin: StandIn
    answers: list[int] = field(default_factory=list)
    received: list[Notification] = field(default_factory=list)

    async def notify(self, request: Request) -> Response:
        body = (await request.body()).decode()
        sealed = json.loads(body)["resource"]
        key = self.standin.identity.numbers.api_v3_key.encode()
        text = AESGCM(key).decrypt(
            sealed["nonce"].encode(), b64decode(sealed["ciphertext"]), sealed["associated_data"].encode()
        )
        self.received.append(Notification(dict(request.headers), body, json.loads(text)))
        return Response(status_code=self.answers.pop(0) if self.answers else 204)

    def is_genuine(self, one: Notification) -> bool:
        """Whether the platform signed it, with the key that the notification names."""
        return is_platform_signature(self.standin, one.headers, one.body)


def is_platform_signature(standin: StandIn, headers: dict[str, str] | httpx.Headers, body: str) -> bool:
    identity, serial = standin.identity, headers["wechatpay-serial"]
    keys = {one.serial: one.key for one in identity.platform_certificates()}
    keys[identity.numbers.public_key_id] = identity.platform_key
    lines = (headers["wechatpay-timestamp"], headers["wechatpay-nonce"], body)
    return is_signed(keys[serial].public_key(), headers["wechatpay-signature"], *lines)


class Merchant:
    """Calls the gateway; every part of the signature can be spoilt."""

    def __init__(self, standin: StandIn, client: httpx.AsyncClient) -> None:
        self.standin = standin
        self.client = client
        self.numbers = standin.identity.numbers
        key = load_pem_private_key(
            (standin.identity.directory / MERCHANT_KEY).read_bytes(), None, unsafe_skip_rsa_key_validation=True
        )
        self.key = key

    async def call(self, method: str, url: str, body: dict[str, Any] | None = None, **spoilt: str) -> httpx.Response:
        content = "" if body is None else json.dumps(body)
        timestamp = spoilt.get("timestamp", str(int(time.time())))
        nonce = spoilt.get("nonce", secrets.token_hex(16))
        signature = sign(self.key, method, url, timestamp, nonce, spoilt.get("signed_body", content))  # type: ignore[arg-type]
        serial = spoilt.get("serial", self.standin.identity.merchant_serial)
        mchid = spoilt.get("mchid", self.numbers.merchant_id)
        authorization = (
            f'WECHATPAY2-SHA256-RSA2048 mchid="{mchid}",nonce_str="{nonce}",timestamp="{timestamp}",'
            f'serial_no="{serial}",signature="{signature}"'
        )
        headers = {"Authorization": authorization, "Accept": "application/json", "Content-Type": "application/json"}
        if "wechatpay_serial" in spoilt:
            headers["Wechatpay-Serial"] = spoilt["wechatpay_serial"]
        return await self.client.request(method, url, content=content, headers=headers)

    def order(self, number: str = "T202611210001", **changed: Any) -> dict[str, Any]:  # noqa: ANN401  # any JSON
        order: dict[str, Any] = {
            "appid": self.numbers.appid,
            "mchid": self.numbers.merchant_id,
            "description": "明前龙井 100g",
            "out_trade_no": number,
            "notify_url": NOTIFY_URL,
            "amount": {"total": 12800, "currency": "CNY"},
            "payer": {"openid": self.standin.identity.openid("alice")},
        }
        return {name: value for name, value in (order | changed).items() if value is not None}

    async def prepay(self, number: str = "T202611210001", **changed: Any) -> httpx.Response:  # noqa: ANN401  # any JSON
        return await self.call("POST", "/v3/pay/transactions/jsapi", self.order(number, **changed))

    async def query(self, number: str = "T202611210001") -> httpx.Response:
        url = f"/v3/pay/transactions/out-trade-no/{number}?mchid={self.numbers.merchant_id}"
        return await self.call("GET", url)

    async def close(self, number: str = "T202611210001") -> httpx.Response:
        url = f"/v3/pay/transactions/out-trade-no/{number}/close"
        return await self.call("POST", url, {"mchid": self.numbers.merchant_id})

    async def refund(self, refund_no: str, fen: int, number: str = "T202611210001") -> httpx.Response:
        body = {
            "out_trade_no": number,
            "out_refund_no": refund_no,
            "amount": {"refund": fen, "total": 12800, "currency": "CNY"},
            "notify_url": REFUND_NOTIFY_URL,
        }
        return await self.call("POST", "/v3/refund/domestic/refunds", body)


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("wechat") / "keys"


@pytest.fixture
async def standin(keys: Path) -> StandIn:
    return StandIn(keys)


@pytest.fixture
async def shop(standin: StandIn) -> Shop:
    shop = Shop(standin)
    routes = [Route("/notify", shop.notify, methods=["POST"]), Route("/refund-notify", shop.notify, methods=["POST"])]
    standin.courier.client = httpx.AsyncClient(transport=httpx.ASGITransport(Starlette(routes=routes)))
    return shop


@pytest.fixture
async def client(standin: StandIn) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_app(standin, deliver=False))
    async with httpx.AsyncClient(transport=transport, base_url="http://wechat.test") as client:
        yield client


@pytest.fixture
async def merchant(standin: StandIn, client: httpx.AsyncClient) -> Merchant:
    return Merchant(standin, client)
