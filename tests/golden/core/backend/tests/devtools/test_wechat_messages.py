"""Subscription messages of the stand-in."""

from typing import Any

import httpx
import pytest

from devtools.wechat import StandIn

SEND = "/cgi-bin/message/subscribe/send"


async def token(client: httpx.AsyncClient, standin: StandIn) -> str:
    numbers = standin.identity.numbers
    body = {"grant_type": "client_credential", "appid": numbers.appid, "secret": numbers.app_secret}
    return str((await client.post("/cgi-bin/stable_token", json=body)).json()["access_token"])


def body(standin: StandIn, **changed: Any) -> dict[str, Any]:  # noqa: ANN401  # any JSON
    given = {
        "touser": standin.identity.openid("alice"),
        "template_id": "tmpl",
        "page": "pages/home/index",
        "data": {"thing1": {"value": "明前龙井"}, "amount2": {"value": "¥128.00"}},
        "miniprogram_state": "developer",
        "lang": "zh_CN",
    }
    return given | changed


async def send(client: httpx.AsyncClient, standin: StandIn, **changed: Any) -> int:  # noqa: ANN401  # any JSON
    params = {"access_token": await token(client, standin)}
    answer = await client.post(SEND, params=params, json=body(standin, **changed))
    assert answer.status_code == 200
    return int(answer.json()["errcode"])


async def test_an_accept_is_one_message(client: httpx.AsyncClient, standin: StandIn) -> None:
    assert await send(client, standin) == 43101
    await client.post("/control/subscriptions", json={"person": "alice", "template_ids": ["tmpl"]})
    assert await send(client, standin, template_id="other") == 43101
    assert await send(client, standin) == 0
    assert await send(client, standin) == 43101
    [message] = (await client.get("/control/state")).json()["messages"]
    assert message["data"] == {"thing1": "明前龙井", "amount2": "¥128.00"}


async def test_titles_of_templates_as_far_as_the_shop_says(client: httpx.AsyncClient, standin: StandIn) -> None:
    asked = {"template_ids": ["tmpl", "other"]}
    assert (await client.post("/control/template-titles", json=asked)).json() == {}
    standin.titles = lambda: {"tmpl": "发货通知", "third": "退款通知"}
    assert (await client.post("/control/template-titles", json=asked)).json() == {"tmpl": "发货通知"}


@pytest.mark.parametrize(
    ("changed", "errcode"),
    [
        ({"touser": "somebody"}, 40003),
        ({"template_id": ""}, 40037),
        ({"page": "/pages/home/index"}, 47003),
        ({"miniprogram_state": "release"}, 47003),
        ({"data": {"thing1": {"value": "很长" * 11}}}, 47003),
        ({"data": {"thing1": {"value": ""}}}, 47003),
        ({"data": {"amount1": {"value": "¥12345678901"}}}, 47003),
        ({"data": {"phrase1": {"value": "abc"}}}, 47003),
        ({"data": {"other1": {"value": "abc"}}}, 47003),
    ],
)
async def test_mistakes(client: httpx.AsyncClient, standin: StandIn, changed: dict[str, Any], errcode: int) -> None:
    standin.subscribe("alice", "tmpl")
    assert await send(client, standin, **changed) == errcode
    assert standin.state.messages == []


async def test_a_token_that_is_none(client: httpx.AsyncClient, standin: StandIn) -> None:
    answer = await client.post(SEND, params={"access_token": "no"}, json=body(standin))
    assert answer.json()["errcode"] == 40001


async def test_failures_on_demand(client: httpx.AsyncClient, standin: StandIn) -> None:
    standin.subscribe("alice", "tmpl")
    await client.post("/control/failures", json={"operation": "message", "code": "-1"})
    assert await send(client, standin) == -1
    assert await send(client, standin) == 0
