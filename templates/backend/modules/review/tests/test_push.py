"""What arrives at the message address: only WeChat's own words."""

import base64
import json
import secrets

import httpx
import pytest

from app.modules.review import settings
from devtools.wechat import StandIn
from devtools.wechat.pusher import push_secrets, signature

QUERY = {"timestamp": "1795400000", "nonce": "4711"}


def body_of(encrypted: str) -> str:
    return json.dumps({"ToUserName": "gh_stand_in", "Encrypt": encrypted})


async def test_the_address_is_proved(client: httpx.AsyncClient, wechat: StandIn) -> None:
    token, _ = push_secrets(wechat.identity)
    query = {**QUERY, "signature": signature(token, *QUERY.values()), "echostr": "8031"}
    answer = await client.get("/wechat/push", params=query)
    assert (answer.status_code, answer.text) == (200, "8031")
    for wrong in ({"signature": "0" * 40}, {"nonce": "4712"}, {"signature": "签名"}):
        refused = await client.get("/wechat/push", params={**query, **wrong})
        assert (refused.status_code, refused.json()["code"]) == (403, "PUSH_REJECTED")


async def test_only_what_is_signed_and_opens(client: httpx.AsyncClient, wechat: StandIn) -> None:
    token, _ = push_secrets(wechat.identity)
    good = wechat.pusher.encrypt({"Event": "other"})
    raw = base64.b64decode(good)
    mistakes = {
        "no JSON": "x",
        "no Encrypt": "{}",
        "a list": "[]",
        "too large": body_of("A" * 70_000),
        "cut off": body_of(base64.b64encode(raw[:-1]).decode()),
        "noise": body_of(base64.b64encode(secrets.token_bytes(64)).decode()),
        "no base64": body_of("***"),
        "nothing": body_of(""),
    }
    for body in mistakes.values():
        encrypted = json.loads(body).get("Encrypt", "") if body.startswith("{") else ""
        query = {**QUERY, "msg_signature": signature(token, *QUERY.values(), encrypted)}
        answer = await client.post("/wechat/push", params=query, content=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "PUSH_REJECTED")
    query = {**QUERY, "msg_signature": signature(token, *QUERY.values(), good)}
    assert (await client.post("/wechat/push", params=query, content=body_of(good))).text == "success"
    forged = {**query, "msg_signature": signature("other token", *QUERY.values(), good)}
    assert (await client.post("/wechat/push", params=forged, content=body_of(good))).status_code == 403


async def test_nothing_is_believed_without_a_token(client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    blank = settings.ReviewEnvironment(wechat_push_token="", wechat_push_aes_key="")
    monkeypatch.setattr("app.modules.review.push.environment", lambda: blank)
    query = {**QUERY, "signature": signature("", *QUERY.values()), "echostr": "1"}
    assert (await client.get("/wechat/push", params=query)).status_code == 403


def test_production_needs_the_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(list(settings.unfit_for_production())) == 1  # the token is the stand-in's
    blank = settings.ReviewEnvironment(wechat_push_token="", wechat_push_aes_key="short")
    monkeypatch.setattr(settings, "environment", lambda: blank)
    assert len(list(settings.unfit_for_production())) == 2
