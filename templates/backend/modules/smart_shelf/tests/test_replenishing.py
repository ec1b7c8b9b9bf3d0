"""One notice when a shelf runs low, and another only after there was enough."""

import json
from collections.abc import Iterator

import httpx
import pytest

from app.core import http, jobs
from app.core.database import Database
from app.modules.smart_shelf import queries, replenishing, settings
from tests.inventory.shelf import put_in, stocked
from tests.smart_shelf.shelves import SLOTS, grams, notices, shelf, slot, tells
from tests.types import AsStaff, Configure, DrainJobs, Hand

ROBOT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=secret"


@pytest.fixture
def heard(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the group's robot was told to say."""
    del database  # opened before: it puts WeChat's stand-in behind every client
    said: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        assert str(request.url) == ROBOT
        said.append(json.loads(request.content)["text"]["content"])
        return httpx.Response(200, json={"errcode": 0})

    monkeypatch.setenv("SMART_SHELF_WECOM_WEBHOOK", ROBOT)
    settings.environment.cache_clear()
    http.route_through(httpx.MockTransport(answer))
    yield said
    http.route_through(None)
    settings.environment.cache_clear()


async def sweep(database: Database) -> None:
    async with database.begin() as session:
        await replenishing.sweep(session, {})


async def test_once_and_again_only_after_there_was_enough(
    database: Database, clock_hand: Hand, heard: list[str], drain_jobs: DrainJobs
) -> None:
    sku_id, device = (await stocked(database, 7)).sku_id, await shelf(database)
    await slot(database, device, sku_id)
    told = [
        (7, []), (6, []), (5, [(5, True)]), (4, [(5, True)]), (0, [(5, True)]), (5, [(5, True)]),
        (6, [(5, False)]), (3, [(5, False), (3, True)]),
    ]  # fmt: skip
    for pieces, expected in told:
        clock_hand.advance(seconds=10)
        await tells(database, device, left=grams(pieces))
        await drain_jobs()
        assert await notices(database) == expected
    assert len(heard) == 2
    assert heard[0].startswith("【补货提醒】西湖龙井 1g（T")
    assert "可售 5 件，预警 5 件" in heard[0]


async def test_replenished_by_staff_before_anybody_has_looked(database: Database, clock_hand: Hand) -> None:
    sku_id, device = (await stocked(database, 6)).sku_id, await shelf(database)
    await slot(database, device, sku_id)
    for pieces in (6, 5):
        clock_hand.advance(seconds=10)
        await tells(database, device, left=grams(pieces))
    assert await notices(database) == [(5, True)]
    await put_in(database, sku_id, 1)
    clock_hand.advance(seconds=10)
    await tells(database, device, left=grams(4))
    assert await notices(database) == [(5, False), (5, True)]


async def test_what_staff_see(
    database: Database, clock_hand: Hand, as_staff: AsStaff, drain_jobs: DrainJobs, configure: Configure
) -> None:
    made = await stocked(database, 6)
    sku_id, device, staff = made.sku_id, await shelf(database), await as_staff("smart_shelf.read")
    await slot(database, device, sku_id)
    for pieces in (6, 5):
        clock_hand.advance(seconds=10)
        await tells(database, device, left=grams(pieces))
    await drain_jobs()  # nobody but the console is told
    url = f"{SLOTS}/replenishments"
    (item,) = (await staff.client.get(url, params={"still_open": True})).json()["items"]
    assert (item["sku_name"], item["available"], item["low_at"]) == ("西湖龙井 1g", 5, 5)
    await sweep(database)
    assert await notices(database) == [(5, True)]
    await put_in(database, sku_id, 10)
    await sweep(database)
    assert await notices(database) == [(5, False)]
    assert (await staff.client.get(url, params={"still_open": True})).json()["items"] == []
    assert len((await staff.client.get(url)).json()["items"]) == 1
    async with database.begin() as session:
        await jobs.schedule(session, replenishing.JOB, payload={"replenishment_id": 999})  # purged meanwhile
    await drain_jobs()
    configure("smart_shelf", keep_for="30d")
    for days, left in ((29, 1), (2, 0)):
        clock_hand.advance(days=days)
        async with database.begin() as session:
            await queries.purge(session, {})
        assert len(await notices(database)) == left
