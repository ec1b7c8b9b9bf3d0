"""The public page: what it tells, what it keeps to itself, and whom it counts."""

import httpx
import pytest
import sqlalchemy as sa
from fastapi import FastAPI

from app.core.database import Database
from app.core.rate_limit import RateLimiter
from app.modules.traceability import scanning
from app.modules.traceability.models import ScanSalt, ScanVisitor
from tests import environment
from tests.traceability.batches import BASE, EVERYTHING, PDF, acts, created, noted, published
from tests.types import AsStaff, Hand


@pytest.fixture
def browser(app: FastAPI, database: Database) -> httpx.AsyncClient:
    """A phone's browser, which knows nothing of this business."""
    del database
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=environment.ORIGIN)


async def test_what_it_tells(as_staff: AsStaff, browser: httpx.AsyncClient) -> None:
    boss = await as_staff(EVERYTHING)
    await created(boss, "STEEL", item="圆钢")
    part = await published(boss, "CASTING", item="铸件")
    batch_id = await created(boss, parents=["STEEL", "CASTING"], item='<b>"主轴"</b>')
    await noted(boss, batch_id)
    await noted(boss, batch_id, text="返工两件", public=False)
    upload = {"file": ("a.pdf", PDF)}
    (
        await boss.client.post(f"{BASE}/{batch_id}/reports", params={"title": "出厂检验"}, files=upload)
    ).raise_for_status()
    code = (await acts(boss, batch_id, "publish")).raise_for_status().json()["code"]
    page = (await browser.get(f"/trace/{code}")).raise_for_status()
    for words in ("&lt;b&gt;", "B-1", "宁波", "一号线", "精磨", "出厂检验", "圆钢 STEEL", f'href="{part}"', "记录完整"):
        assert words in page.text
    for words in ("返工", "<b>", "测试员工", "staff:"):
        assert words not in page.text
    assert page.headers["content-type"].startswith("text/html")
    assert "script" not in page.headers["content-security-policy"]
    told = (await boss.client.get(f"/traces/{code}")).raise_for_status().json()
    assert [event["label"] for event in told["events"]] == ["生产", "加工", "检测报告"]
    assert told["made_of"] == [
        {"item": "圆钢", "number": "STEEL", "code": ""},
        {"item": "铸件", "number": "CASTING", "code": part},
    ]


async def test_nothing_before_and_little_after(
    as_staff: AsStaff, browser: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    boss = await as_staff(EVERYTHING)
    batch_id = await created(boss)
    code = (await boss.client.get(f"{BASE}/{batch_id}")).json()["code"]
    for unknown in (code, "nobody-has-this-one"):
        assert (await browser.get(f"/trace/{unknown}")).status_code == 404
        assert (await client.get(f"/traces/{unknown}")).json()["code"] == "TRACE_NOT_FOUND"
        assert (await client.post(f"/traces/{unknown}/scans")).status_code == 404
    (await acts(boss, batch_id, "publish")).raise_for_status()
    (await acts(boss, batch_id, "withdraw", reason="内部原因")).raise_for_status()
    page = (await browser.get(f"/trace/{code}")).raise_for_status().text
    assert ("已撤回" in page, "内部原因" in page, "经过" in page) == (True, False, False)
    told = (await client.post(f"/traces/{code}/scans")).raise_for_status().json()
    assert (told["withdrawn"], told["events"], told["scans"]) == (True, [], 0)


async def test_a_visitor_counts_once_a_day(
    as_staff: AsStaff, browser: httpx.AsyncClient, client: httpx.AsyncClient, clock_hand: Hand
) -> None:
    code = await published(await as_staff(EVERYTHING))
    assert "还没有人" not in (await browser.get(f"/trace/{code}")).text
    first = (await client.get(f"/traces/{code}")).json()
    for _ in range(3):
        await browser.get(f"/trace/{code}", headers={"User-Agent": "MicroMessenger"})
    told = (await client.get(f"/traces/{code}")).json()
    assert (first["scans"], told["scans"], told["first_scanned_at"]) == (1, 2, first["first_scanned_at"])
    clock_hand.advance(days=1)
    later = (await client.post(f"/traces/{code}/scans")).json()
    assert (later["scans"], later["first_scanned_at"]) == (3, first["first_scanned_at"])


async def test_who_it_was_is_forgotten(
    as_staff: AsStaff, client: httpx.AsyncClient, database: Database, clock_hand: Hand
) -> None:
    code = await published(await as_staff(EVERYTHING))
    await client.post(f"/traces/{code}/scans")
    for days, left in ((1, 1), (1, 0)):
        clock_hand.advance(days=days)
        async with database.begin() as session:
            await scanning.forget(session, {})
            rows = [len((await session.scalars(sa.select(table))).all()) for table in (ScanSalt, ScanVisitor)]
        assert rows == [left, left]
    assert (await client.get(f"/traces/{code}")).json()["scans"] == 1


async def test_nobody_guesses_codes(
    client: httpx.AsyncClient, browser: httpx.AsyncClient, limiter: RateLimiter, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def too_many(*_: object) -> bool:
        return False

    monkeypatch.setattr(limiter, "hit", too_many)
    assert (await client.get("/traces/nobody-has-this-one")).status_code == 429
    page = await browser.get("/trace/nobody-has-this-one")
    assert (page.status_code, "太频繁" in page.text) == (429, True)
