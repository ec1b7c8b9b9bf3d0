"""The content check: verdicts by words, WeChat's own refusals, and the events that follow pictures."""

from typing import Any

import httpx
import pytest

from devtools.wechat import StandIn

PICTURE = "https://shop.test/media/ab/abc.jpg"


@pytest.fixture
async def token(client: httpx.AsyncClient, standin: StandIn) -> str:
    numbers = standin.identity.numbers
    given = {"grant_type": "client_credential", "appid": numbers.appid, "secret": numbers.app_secret}
    return str((await client.post("/cgi-bin/stable_token", json=given)).json()["access_token"])


class Checks:
    def __init__(self, client: httpx.AsyncClient, openid: str, token: str) -> None:
        self.client = client
        self.token = token
        self.usual: dict[str, Any] = {"version": 2, "scene": 2, "openid": openid}

    async def ask(self, path: str, **given: Any) -> dict[str, Any]:  # noqa: ANN401  # any JSON
        answer = await self.client.post(path, params={"access_token": self.token}, json=self.usual | given)
        assert answer.status_code == 200
        return dict(answer.json())

    async def text(self, content: str, **given: Any) -> dict[str, Any]:  # noqa: ANN401  # any JSON
        return await self.ask("/wxa/msg_sec_check", content=content, **given)

    async def picture(self, **given: Any) -> dict[str, Any]:  # noqa: ANN401  # any JSON
        return await self.ask("/wxa/media_check_async", **{"media_url": PICTURE, "media_type": 2, **given})


@pytest.fixture
def checks(client: httpx.AsyncClient, standin: StandIn, token: str) -> Checks:
    return Checks(client, standin.identity.openid("alice"), token)


async def test_words_decide(client: httpx.AsyncClient, checks: Checks) -> None:
    words = {"risky": ["假货"], "review": ["电话"]}
    (await client.put("/control/content", json=words)).raise_for_status()
    for text, suggest, label in (("很香", "pass", 100), ("打电话", "review", 10001), ("假货，打电话", "risky", 20002)):
        told = await checks.text(text)
        assert (told["errcode"], told["result"]) == (0, {"suggest": suggest, "label": label})


@pytest.mark.parametrize(
    ("given", "errcode"),
    [
        ({"scene": 9}, 40129),
        ({"openid": ""}, 40003),
        ({"openid": "o" * 28}, 43104),
        ({"content": ""}, 44002),
        ({"content": "字" * 2501}, 45002),
        ({"version": 1}, 47001),
    ],
)
async def test_refusals(given: dict[str, Any], errcode: int, checks: Checks) -> None:
    assert (await checks.text(**{"content": "好", **given}))["errcode"] == errcode


async def test_a_token_is_needed(checks: Checks) -> None:
    checks.token = "other"
    assert (await checks.text("好"))["errcode"] == 40001
    assert (await checks.picture())["errcode"] == 40001


async def test_ordered_failures(client: httpx.AsyncClient, checks: Checks) -> None:
    for operation, code in (("msg_check", "61010"), ("media_check", "-1")):
        (await client.post("/control/failures", json={"operation": operation, "code": code})).raise_for_status()
    assert (await checks.text("好"))["errcode"] == 61010
    assert (await checks.text("好"))["errcode"] == 0
    assert (await checks.picture())["errcode"] == -1


async def test_pictures_get_their_verdict_by_an_event(standin: StandIn, checks: Checks) -> None:
    standin.content.pictures = ["risky", "lost"]
    numbers = [(await checks.picture())["trace_id"] for _ in range(3)]
    events = [push.message for push in standin.state.pushes]
    assert [event["trace_id"] for event in events] == numbers
    assert [event.get("result", {}).get("suggest") for event in events] == ["risky", None, "pass"]
    assert events[1]["errcode"] == -1008
    assert {push.url for push in standin.state.pushes} == {"https://shop.test/api/v1/wechat/push"}
    for wrong in ({"media_url": "ftp://shop.test/a.jpg"}, {"media_type": 3}):
        assert (await checks.picture(**wrong))["errcode"] == 47001


@pytest.mark.parametrize(
    ("answers", "tries"),
    [([404] * 8, [404] * 4), ([500, 200], [500, 200]), ([200], [200]), (["lost"] * 8, [None] * 4)],
)
async def test_an_event_is_sent_until_it_is_taken_four_times_at_most(
    answers: list[int | str], tries: list[int | None], standin: StandIn, checks: Checks
) -> None:
    left = list(answers)

    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.path == "/api/v1/wechat/push"
        status = left.pop(0)
        if isinstance(status, str):
            raise httpx.ConnectError(status)
        return httpx.Response(status, text="success")

    standin.pusher.client = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    await checks.picture()
    assert await standin.deliver_due() == []
    made = []
    for _ in range(8):
        standin.timeline.advance(60)
        made += await standin.deliver_due()
    assert [attempt.status for attempt in made] == tries
    assert standin.next_due() is None
