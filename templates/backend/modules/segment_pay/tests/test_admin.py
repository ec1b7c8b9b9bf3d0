"""Prices and purchases at the console."""

import pytest

from app.contracts.payment import PAYMENT
from app.core.database import Database
from tests.course.factory import course
from tests.segment_pay.factory import COVER, buy, rights, sold
from tests.types import AsUser, DrainJobs, OpenConsole


async def test_priced(console: OpenConsole, database: Database) -> None:
    made, browser = await course(database, cover=COVER), await console("segment_pay.*")
    first, second = made.chapters
    form = {"price_whole": "199", "original_whole": "299", f"price_{first}": "99", f"price_{second}": ""}
    assert (await browser.act("course-prices", made.id, "prices", **form)).status_code == 200
    page = await browser.text("course-prices/list")
    assert ("¥199.00" in page, "1 章，¥99.00 起" in page) == (True, True)
    for change, words in (({"price_whole": "x"}, "请填写金额"), ({"original_whole": "1"}, "原价不能低于现价")):
        refused = await browser.act("course-prices", made.id, "prices", **{**form, **change})
        assert (refused.status_code, words in refused.text) == (400, True), words
    assert "¥199.00" in await browser.text("course-prices/detail", pk=made.id)


async def test_refunded(
    console: OpenConsole,
    database: Database,
    as_user: AsUser,
    drain_jobs: DrainJobs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(PAYMENT, "_rows", [])
    one, person = await sold(database), await as_user()
    await buy(person, database, drain_jobs, one.chapters[0])
    browser = await console("segment_pay.*")
    page = await browser.text("course-purchases/list", status="active")
    for words in ("第1章", "¥99.00", "学员原因，退 ¥99.00，利息 ¥0.00"):
        assert words in page
    assert "¥99.00" in await browser.text("")
    assert (await browser.act("course-purchases", 1, "retry")).status_code == 400
    assert (await browser.act("course-purchases", 1, "refund", fault="consumer", learned="-")).status_code == 200
    assert (await browser.act("course-purchases", 1, "refund", fault="consumer")).status_code == 400
    assert await rights(database, person) == [(one.made.chapters[0], "revoked")]


async def test_only_for_those_who_may(
    console: OpenConsole, database: Database, as_user: AsUser, drain_jobs: DrainJobs
) -> None:
    one, person = await sold(database), await as_user()
    await buy(person, database, drain_jobs, one.whole)
    reader = await console("segment_pay.read")
    assert (await reader.act("course-purchases", 1, "refund", fault="merchant")).status_code == 400
    assert (await reader.act("course-prices", one.id, "prices")).status_code == 400
    other = await console("course.read")
    for key in ("course-prices", "course-purchases"):
        assert (await other.get(f"{key}/list")).status_code == 403
    assert await rights(database, person) == [(0, "active")]
