"""What arrives at the message address: only WeChat's own words."""

import base64
import json
import secrets
from typing import Any

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.wechat_push import settings
from app.modules.wechat_push.listening import LISTENERS, Listener, Message
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
    blank = settings.PushEnvironment(wechat_push_token="", wechat_push_aes_key="")
    monkeypatch.setattr("app.modules.wechat_push.push.environment", lambda: blank)
    query = {**QUERY, "signature": signature("", *QUERY.values()), "echostr": "1"}
    assert (await client.get("/wechat/push", params=query)).status_code == 403


def test_production_needs_the_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(list(settings.unfit_for_production())) == 1  # the token is the stand-in's
    blank = settings.PushEnvironment(wechat_push_token="", wechat_push_aes_key="short")
    monkeypatch.setattr(settings, "environment", lambda: blank)
    assert len(list(settings.unfit_for_production())) == 2


async def test_each_listener_hears_its_own_events(
    client: httpx.AsyncClient, wechat: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[str, Any]] = []

    def listening(name: str, event: str) -> tuple[int, str, Listener]:
        async def hear(session: AsyncSession, message: Message) -> None:
            assert session.in_transaction()
            heard.append((name, message["what"]))

        return 100, name, Listener(event, hear)

    rows = [listening("one", "greeting"), listening("two", "farewell"), listening("three", "greeting")]
    monkeypatch.setattr(LISTENERS, "_rows", rows)
    token, _ = push_secrets(wechat.identity)
    for event in ("greeting", "farewell", "nobody's", ["a list"]):
        encrypted = wechat.pusher.encrypt({"Event": event, "what": 1})
        query = {**QUERY, "msg_signature": signature(token, *QUERY.values(), encrypted)}
        answer = await client.post("/wechat/push", params=query, content=body_of(encrypted))
        assert (answer.status_code, answer.text) == (200, "success")
    assert heard == [("one", 1), ("three", 1), ("two", 1)]
