"""Bargaining at the console."""

import sqlalchemy as sa

from app.core.database import Database
from app.modules.bargain.models import BargainActivity
from app.modules.catalog.models import Sku
from tests.bargain.factory import activity, start, try_help
from tests.catalog.factory import spu
from tests.types import AsUser, OpenConsole

KEY = "bargain-activities"
FORM = {
    "title": "好友帮砍",
    "floor": "20",
    "helps": "3",
    "hours": "24",
    "stock": "10",
    "per_user_limit": "1",
    "from_time": "2099-01-01T20:00:00",
    "until_time": "2099-01-08T20:00:00",
}


async def code_of(database: Database, sku_id: int) -> str:
    async with database.read() as session:
        return (await session.get_one(Sku, sku_id)).code


async def rows(database: Database) -> list[BargainActivity]:
    async with database.read() as session:
        return list(await session.scalars(sa.select(BargainActivity).order_by(BargainActivity.id)))


async def test_made_and_changed(console: OpenConsole, database: Database) -> None:
    browser = await console("bargain.*")
    form = {**FORM, "code": await code_of(database, (await spu(database, "西湖龙井")).sku_id)}
    assert (await browser.post(f"{KEY}/create", form)).status_code == 303
    (made,) = await rows(database)
    assert (made.floor_fen, made.helps, made.hours, made.stock) == (2000, 3, 24, 10)
    assert made.starts_at.isoformat() == "2099-01-01T12:00:00+00:00"
    page = await browser.text(f"{KEY}/detail", pk=1)
    for words in ("好友帮砍", "草稿", "西湖龙井", "¥20.00", "0 / 10 件"):
        assert words in page
    assert form["code"] in await browser.text(f"{KEY}/edit", pk=1)
    assert (await browser.post(f"{KEY}/edit?pk=1", {**form, "floor": "19.9"})).status_code == 303
    assert [row.floor_fen for row in await rows(database)] == [1990]


async def test_refused_in_words(console: OpenConsole, database: Database) -> None:
    browser = await console("bargain.*")
    code = await code_of(database, (await spu(database)).sku_id)
    for change, words in (
        ({"code": "没有"}, "没有这个规格编码"),
        ({"floor": "x"}, "x 不是金额"),
        ({"floor": "68"}, "底价要低于原价"),
        ({"helps": "0"}, "不能小于 1"),
        ({"until_time": FORM["from_time"]}, "结束时间要晚于开始时间"),
    ):
        answer = await browser.post(f"{KEY}/create", {**FORM, "code": code, **change})
        assert (answer.status_code, words in answer.text) == (422, True), words
    assert await rows(database) == []


async def test_published_and_closed(console: OpenConsole, database: Database) -> None:
    browser = await console("bargain.*")
    activity_id = await activity(database, (await spu(database)).sku_id, published=False)
    assert (await browser.act(KEY, activity_id, "publish")).status_code == 200
    assert (await browser.act(KEY, activity_id, "publish")).status_code == 400
    assert "好友帮砍" in await browser.text(f"{KEY}/list", state="running")
    for state in ("draft", "coming", "over", "closed"):
        assert "没有符合条件的内容" in await browser.text(f"{KEY}/list", state=state)
    assert (await browser.act(KEY, activity_id, "close")).status_code == 200
    assert "已提前结束" in await browser.text(f"{KEY}/detail", pk=activity_id)


async def test_records(console: OpenConsole, database: Database, as_user: AsUser) -> None:
    activity_id = await activity(database, (await spu(database)).sku_id)
    code = await start(await as_user())
    await try_help(await as_user("小红"), code)
    browser = await console("bargain.read")
    assert "1 / 3 刀" in await browser.text("bargains/list", status="bargaining", activity=str(activity_id))
    page = await browser.text("bargains/detail", pk=1)
    for words in (code, "砍价中", "帮砍的好友", "顾客 2"):
        assert words in page
    assert "砍价中" in await browser.text("")


async def test_only_for_those_who_may(console: OpenConsole, database: Database) -> None:
    activity_id = await activity(database, (await spu(database)).sku_id)
    reader = await console("bargain.read")
    assert (await reader.act(KEY, activity_id, "close")).status_code == 400
    assert (await reader.get(f"{KEY}/create")).status_code == 403
    for key in (KEY, "bargains"):
        assert (await (await console("order.read")).get(f"{key}/list")).status_code == 403
