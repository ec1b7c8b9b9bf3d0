"""Events reach whoever wants to hear of them: signed, again and again, and never from inside of what they tell."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import httpx
import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.core.events import Event
from app.core.settings import settings
from app.modules.open_api import addresses, sending, webhooks
from app.modules.open_api.models import Webhook
from tests.open_api.partners import DELIVERIES, EVERYTHING, HOOKS, URL, Receiver, is_genuine
from tests.types import AsStaff, Configure, DrainJobs, Hand, Person

NAME = "thing.happened"


@dataclass(frozen=True)
class Happened(Event):
    name: ClassVar[str] = NAME

    thing_id: int


@pytest.fixture(autouse=True)
def one_event(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else happens in this business."""
    monkeypatch.setattr(webhooks, "events", lambda: {NAME: Happened, "other.happened": Happened})


async def registered(boss: Person, **fields: object) -> str:
    """The secret."""
    made = await boss.client.post(HOOKS, json={"url": URL, "events": [NAME], **fields})
    return str(made.raise_for_status().json()["secret"])


async def happens(database: Database, number: int = 1) -> None:
    async with database.begin() as session:
        await webhooks.tell(session, Happened(number))


async def deliveries(boss: Person, **query: str) -> list[tuple[str, int, str]]:
    items = (await boss.client.get(DELIVERIES, params=query)).raise_for_status().json()["items"]
    return [(item["status"], item["attempts"], item["answer"]) for item in items]


async def test_signed_as_the_documentation_says(
    as_staff: AsStaff, database: Database, drain_jobs: DrainJobs, receiver: Receiver
) -> None:
    boss = await as_staff(EVERYTHING)
    secret = await registered(boss)
    await happens(database, 7)
    assert receiver.got == []
    await drain_jobs()
    [request] = receiver.got
    [told] = receiver.told()
    assert (str(request.url), told["event"], told["id"]) == (URL, NAME, request.headers["Webhook-Id"])
    assert told["data"] == {"thing_id": 7}
    assert is_genuine(secret, request.headers, request.content)
    assert not is_genuine(secret, request.headers, request.content + b" ")
    old = request.headers.copy()
    old["Webhook-Timestamp"] = str(int(old["Webhook-Timestamp"]) - 301)
    assert not is_genuine(secret, old, request.content)
    assert await deliveries(boss) == [("delivered", 1, "HTTP 204")]
    await drain_jobs()
    assert len(receiver.got) == 1


async def test_only_what_is_wanted(
    as_staff: AsStaff, database: Database, drain_jobs: DrainJobs, receiver: Receiver
) -> None:
    boss = await as_staff(EVERYTHING)
    await registered(boss, events=["other.happened"])
    await registered(boss, url=f"{URL}/off", active=False)
    await happens(database)
    await drain_jobs()
    assert (receiver.got, await deliveries(boss)) == ([], [])


async def test_again_and_again_and_then_no_more(  # noqa: PLR0917  # all that it takes
    as_staff: AsStaff,
    database: Database,
    drain_jobs: DrainJobs,
    receiver: Receiver,
    clock_hand: Hand,
    configure: Configure,
) -> None:
    configure("open_api", attempts=4)
    boss = await as_staff(EVERYTHING)
    secret = await registered(boss)
    receiver.answers = [500, httpx.ConnectError("no"), httpx.ReadTimeout("slow"), 302]
    await happens(database)
    seen = []
    for attempt in range(1, 6):
        await drain_jobs()
        seen += await deliveries(boss)
        clock_hand.advance(seconds=sending.delay_after(attempt).total_seconds() - 1)
        await drain_jobs()
        clock_hand.advance(seconds=1)
    dead = ("dead", 4, "HTTP 302")
    assert seen == [("pending", 1, "HTTP 500"), ("pending", 2, "连接失败"), ("pending", 3, "超时"), dead, dead]
    assert len({request.headers["Webhook-Id"] for request in receiver.got}) == 1
    assert await deliveries(boss, status="dead") == [dead]
    again = await boss.client.post(f"{DELIVERIES}/1/redeliver")
    assert again.status_code == 202
    running = await boss.client.post(f"{DELIVERIES}/1/redeliver")
    assert (running.status_code, running.json()["code"]) == (409, "DELIVERY_RUNNING")
    await drain_jobs()
    assert await deliveries(boss) == [("delivered", 1, "HTTP 204")]
    assert is_genuine(secret, receiver.got[-1].headers, receiver.got[-1].content)
    assert (await boss.client.post(f"{DELIVERIES}/1/redeliver")).status_code == 202
    assert (await boss.client.post(f"{DELIVERIES}/99/redeliver")).status_code == 404


def test_the_time_between() -> None:
    assert [sending.delay_after(attempt) for attempt in (1, 2, 3, 40)] == [
        timedelta(seconds=10),
        timedelta(seconds=30),
        timedelta(seconds=90),
        timedelta(hours=6),
    ]


async def test_a_secret_changes_without_a_gap(  # noqa: PLR0917  # all that it takes
    as_staff: AsStaff,
    database: Database,
    drain_jobs: DrainJobs,
    receiver: Receiver,
    clock_hand: Hand,
    configure: Configure,
) -> None:
    configure("open_api", overlap="48h")
    boss = await as_staff(EVERYTHING)
    old = await registered(boss)
    made = (await boss.client.post(f"{HOOKS}/1/secret")).raise_for_status().json()
    new = made["secret"]
    assert (await boss.client.post(f"{HOOKS}/99/secret")).status_code == 404
    assert (new != old, made["previous_until"] is not None) == (True, True)
    for hours, genuine in ((0, [True, True]), (49, [True, False])):
        clock_hand.advance(hours=hours)
        await happens(database)
        await drain_jobs()
        request = receiver.got[-1]
        assert [is_genuine(one, request.headers, request.content) for one in (new, old)] == genuine
    async with database.read() as session:
        row = (await session.scalars(sa.select(Webhook))).one()
        assert new not in row.secret


async def test_whoever_is_switched_off_hears_nothing_more(
    as_staff: AsStaff, database: Database, drain_jobs: DrainJobs, receiver: Receiver
) -> None:
    boss = await as_staff(EVERYTHING)
    await registered(boss)
    await happens(database)
    off = {"url": URL, "events": [NAME], "active": False}
    assert (await boss.client.put(f"{HOOKS}/1", json=off)).raise_for_status().json()["active"] is False
    await drain_jobs()
    assert (receiver.got, await deliveries(boss)) == ([], [("dead", 1, "已停用")])


async def test_a_name_that_leads_inside_is_not_called(  # noqa: PLR0917  # all that it takes
    as_staff: AsStaff,
    database: Database,
    drain_jobs: DrainJobs,
    receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
    clock_hand: Hand,
) -> None:
    boss = await as_staff(EVERYTHING)
    await registered(boss, url="https://partner.example.com/")
    await happens(database)
    live = settings().model_copy(update={"environment": "production"})
    monkeypatch.setattr(sending, "settings", lambda: live)
    monkeypatch.setattr(addresses, "is_public", lambda _address: False)

    async def getaddrinfo(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", ("10.0.0.1", 443))]

    monkeypatch.setattr("asyncio.base_events.BaseEventLoop.getaddrinfo", getaddrinfo)
    assert clock_hand
    await drain_jobs()
    assert (receiver.got, await deliveries(boss)) == ([], [("pending", 1, "地址不是公网地址")])


async def test_what_cannot_be_registered(as_staff: AsStaff) -> None:
    boss = await as_staff(EVERYTHING)
    await registered(boss)
    for fields, status, code in (
        ({}, 409, "WEBHOOK_THERE"),
        ({"url": "ftp://partner.example.com"}, 422, "WEBHOOK_ADDRESS_REFUSED"),
        ({"url": f"{URL}/2", "events": ["nonsense.done"]}, 422, "WEBHOOK_EVENT_UNKNOWN"),
    ):
        refused = await boss.client.post(HOOKS, json={"url": URL, "events": [NAME], **fields})
        assert (refused.status_code, refused.json()["code"]) == (status, code)
    await registered(boss, url=f"{URL}/2")
    second = (await boss.client.get(HOOKS)).json()["items"][0]["id"]
    taken = await boss.client.put(f"{HOOKS}/{second}", json={"url": URL, "events": [NAME]})
    assert (taken.status_code, taken.json()["code"]) == (409, "WEBHOOK_THERE")
    assert (await boss.client.put(f"{HOOKS}/99", json={"url": URL, "events": [NAME]})).status_code == 404
    assert NAME in (await boss.client.get(f"{HOOKS}/events")).json()
    listed = (await boss.client.get(HOOKS)).json()["items"]
    assert [(one["url"], "secret" in one) for one in listed] == [(f"{URL}/2", False), (URL, False)]


async def test_tried_and_forgotten(  # noqa: PLR0917  # all that it takes
    as_staff: AsStaff,
    database: Database,
    drain_jobs: DrainJobs,
    receiver: Receiver,
    clock_hand: Hand,
    configure: Configure,
) -> None:
    configure("open_api", keep_for="60d")
    boss = await as_staff(EVERYTHING)
    await registered(boss)
    assert (await boss.client.post(f"{HOOKS}/1/ping")).raise_for_status().json()["event"] == "webhook.ping"
    assert (await boss.client.post(f"{HOOKS}/99/ping")).status_code == 404
    await drain_jobs()
    assert receiver.told()[0]["data"] == {}
    for days, left in ((59, 1), (2, 0)):
        clock_hand.advance(days=days)
        async with database.begin() as session:
            await webhooks.forget(session, {})
        assert len(await deliveries(await as_staff(EVERYTHING), webhook_id="1")) == left
