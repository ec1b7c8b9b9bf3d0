"""Who may see the wall dashboard: staff, and screens that were given a link, until it is revoked."""

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.modules.wallboard import admin
from app.modules.wallboard.displays import digest
from app.modules.wallboard.models import Display
from tests.types import Hand, OpenConsole
from tests.wallboard.screens import LINK, PAGE, Screen, added


async def test_a_screen_shows_it_from_its_link_on(console: OpenConsole, screen: Screen, database: Database) -> None:
    boss = await console("wallboard.*")
    assert 'data-known="no"' in await screen.page()
    assert (await screen.data()).status_code == 401
    code = await added(boss)
    opened = await screen.opens(code)
    assert (opened.status_code, opened.headers["location"]) == (303, PAGE)
    cookie = opened.headers["set-cookie"]
    for word in ("HttpOnly", f"Path={PAGE}", "SameSite=strict"):
        assert word in cookie
    assert 'data-known="yes"' in await screen.page()
    assert (await screen.data()).status_code == 200
    assert LINK.search(await boss.text("wallboard-displays/list")) is None  # it is shown once
    async with database.read() as session:
        (row,) = (await session.scalars(sa.select(Display))).all()
        assert (row.name, row.code_hash) == ("一车间东墙", digest(code))


async def test_its_code_opens_nothing_else(console: OpenConsole, screen: Screen) -> None:
    code = await added(await console("wallboard.*"))
    await screen.opens(code)
    screen.client.cookies.set("console", code, path="/admin")
    for path in ("/admin/", "/admin/wallboard-displays/list", "/api/v1/staff/me"):
        answer = await screen.client.get(path, headers={"Authorization": f"Bearer {code}"})
        assert answer.status_code in {303, 401}
    assert (await screen.data()).status_code == 200


async def test_revoked_it_shows_nothing_any_more(console: OpenConsole, screen: Screen, database: Database) -> None:
    boss = await console("wallboard.*")
    code, other = await added(boss), await added(boss, "二车间")
    await screen.opens(code)
    for _ in range(2):
        await boss.act("wallboard-displays", 1, "revoke")
    assert (await screen.data()).status_code == 401
    assert 'data-known="no"' in await screen.page()
    assert "wrong=1" in (await screen.opens(code)).headers["location"]
    assert (await screen.opens(other)).headers["location"] == PAGE
    assert "已停用" in await boss.text("wallboard-displays/list")
    async with database.read() as session:
        revoked = [row.revoked_at is not None for row in await session.scalars(sa.select(Display).order_by(Display.id))]
    assert revoked == [True, False]


async def test_staff_need_the_permission(console: OpenConsole, screen: Screen) -> None:
    viewer = await console("wallboard.see")
    assert 'data-known="yes"' in await viewer.text("wallboard")
    assert (await viewer.get("wallboard/data")).status_code == 200
    assert (await viewer.get("wallboard-displays/list")).status_code == 200
    assert (await viewer.get("wallboard-displays/create")).status_code == 403
    assert (await viewer.act("wallboard-displays", 1, "revoke")).status_code == 400
    other = await console("device.read")
    for path in ("wallboard", "wallboard/data", "wallboard-displays/list"):
        assert (await other.get(path)).status_code == 403
    assert (await screen.client.get("/admin/wallboard-displays/list")).status_code == 303  # to the entrance


async def test_guessing_codes_comes_to_an_end(
    console: OpenConsole, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admin, "GUESSES", "2/minute")
    code = await added(await console("wallboard.*"))
    answers = [await screen.opens(guess) for guess in ("", "x", code)]
    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert "这个代码不对，或已停用" in (await screen.client.get(PAGE, params={"wrong": 1})).text


async def test_a_foreign_page_cannot_open_it(console: OpenConsole, screen: Screen) -> None:
    code = await added(await console("wallboard.*"))
    await screen.page()
    assert (await screen.client.post(f"{PAGE}/open", data={"code": code})).status_code == 403


async def test_when_it_was_last_there_is_written_down_once_a_minute(
    console: OpenConsole, screen: Screen, database: Database, clock_hand: Hand
) -> None:
    await screen.opens(await added(await console("wallboard.*")))
    seen = []
    for seconds in (0, 30, 31):
        clock_hand.advance(seconds=seconds)
        await screen.data()
        async with database.read() as session:
            seen.append(await session.scalar(sa.select(Display.last_seen_at)))
    assert seen[0] == seen[1]
    assert seen[2] == clock_hand()


async def test_a_screen_needs_a_name(console: OpenConsole) -> None:
    boss = await console("wallboard.*")
    answer = await boss.post("wallboard-displays/create", {"name": " "})
    assert answer.status_code == 422
