"""Staff are told in their WeCom group: once for an alarm, and again when it escalates."""

import json
from collections.abc import Iterator

import httpx
import pytest

from app.core import http
from app.core.database import Database
from app.modules.alert import settings
from tests.alert.alarms import sweep, tells
from tests.device.machines import machine
from tests.types import Configure, DrainJobs, Hand

HOT = {
    "label": "主轴过热", "device": "cnc", "when": "temperature > 80", "severity": "major",
    "escalate_after": "15m", "then": ["notify"],
}  # fmt: skip
ROBOT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=secret"


class Robot:
    """Answers as it is told to, and keeps what was posted."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.answers: list[httpx.Response] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        assert str(request.url) == ROBOT
        self.heard.append(json.loads(request.content)["text"]["content"])
        return self.answers.pop(0) if self.answers else httpx.Response(200, json={"errcode": 0, "errmsg": "ok"})


def use(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """From the environment."""
    monkeypatch.setenv("ALERT_WECOM_WEBHOOK", address)
    settings.environment.cache_clear()


@pytest.fixture
def robot(database: Database, configure: Configure, monkeypatch: pytest.MonkeyPatch) -> Iterator[Robot]:
    del database  # opened before: it puts WeChat's stand-in behind every client
    configure("alert", rules={"hot": HOT})
    use(monkeypatch, ROBOT)
    robot = Robot()
    http.route_through(httpx.MockTransport(robot))
    yield robot
    http.route_through(None)
    settings.environment.cache_clear()


async def test_told_once_and_again_when_it_escalates(
    database: Database, robot: Robot, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    lathe = await machine(database)
    for _ in range(5):
        await tells(database, lathe, temperature=90)
        await drain_jobs()
    assert len(robot.heard) == 1
    assert robot.heard[0].startswith("【告警】一号机（cnc-1）主轴过热\n级别：重要")
    clock_hand.advance(minutes=16)
    for _ in range(2):
        await sweep(database)
        await drain_jobs()
    assert len(robot.heard) == 2
    assert robot.heard[1].startswith("【告警升级：无人确认】一号机（cnc-1）主轴过热\n级别：紧急")


async def test_too_many_a_minute_it_is_told_later(
    database: Database, robot: Robot, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    robot.answers = [httpx.Response(200, json={"errcode": 45009, "errmsg": "api freq out of limit"})]
    await tells(database, await machine(database), temperature=90)
    await drain_jobs()
    clock_hand.advance(seconds=61)
    await drain_jobs()
    assert len(robot.heard) == 2
    assert robot.heard[0] == robot.heard[1]


@pytest.mark.parametrize(
    "answer", [httpx.Response(500), httpx.Response(200, json={"errcode": 93000, "errmsg": "invalid webhook url"})]
)
async def test_refused_it_is_tried_again(
    database: Database, robot: Robot, drain_jobs: DrainJobs, clock_hand: Hand, answer: httpx.Response
) -> None:
    robot.answers = [answer]
    await tells(database, await machine(database), temperature=90)
    await drain_jobs(failing=True)
    clock_hand.advance(minutes=5)
    await drain_jobs(failing=True)
    assert len(robot.heard) == 2


async def test_without_a_group_there_is_nobody_to_tell(
    database: Database, robot: Robot, drain_jobs: DrainJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, "")
    await tells(database, await machine(database), temperature=90)
    await drain_jobs()
    assert robot.heard == []
